//! A request without what an engine may choke on.

/// A request with the words of each `sub` in its place and without marks; `None` if it has neither.
///
/// ```
/// use loidoc::ssml::plainer;
/// let request = "<speak><mark name=\"s1\"/>Ngày <sub alias=\"hai tháng chín\">2/9</sub>.</speak>";
/// assert_eq!(plainer(request).as_deref(), Some("<speak>Ngày hai tháng chín.</speak>"));
/// assert_eq!(plainer("<speak>Ngày mai.</speak>"), None);
/// ```
pub fn plainer(request: &str) -> Option<String> {
    let mut out = String::with_capacity(request.len());
    let mut rest = request;
    let mut changed = false;
    while let Some((before, tag, after)) = split(rest) {
        out.push_str(before);
        rest = after;
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        match name {
            "mark" | "bookmark" => changed = true,
            "sub" => {
                let alias = tag.split_once("alias=\"").and_then(|(_, alias)| alias.split_once('"'));
                // What was written ends with the element.
                let (Some((alias, _)), Some((_, after))) = (alias, rest.split_once("</sub>")) else { return None };
                out.push_str(alias);
                rest = after;
                changed = true;
            }
            _ => {
                out.push('<');
                out.push_str(tag);
                out.push('>');
            }
        }
    }
    out.push_str(rest);
    changed.then_some(out)
}

/// What stands before a tag, what stands in it, and what stands after it.
fn split(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('<')?;
    let (tag, after) = rest.split_once('>')?;
    Some((before, tag, after))
}
