use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

use crate::escape::xml;

/// A piece of a page. In JSON it is a node of hast, the tree that remark and rehype have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Element {
    Text(String),
    Tag { name: &'static str, attributes: Vec<(&'static str, String)>, children: Vec<Element> },
}

impl Element {
    pub fn new(name: &'static str, children: impl IntoIterator<Item = Self>) -> Self {
        Self::Tag { name, attributes: Vec::new(), children: children.into_iter().collect() }
    }

    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// With an attribute.
    #[must_use]
    pub fn with(mut self, key: &'static str, value: impl Into<String>) -> Self {
        if let Self::Tag { attributes, .. } = &mut self {
            attributes.push((key, value.into()));
        }
        self
    }

    /// As HTML in one line: no kind of Markdown ends it early, or looks into it.
    pub fn html(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out.replace('\n', "&#10;")
    }

    fn write(&self, out: &mut String) {
        match self {
            Self::Text(text) => xml::text(out, text),
            Self::Tag { name, attributes, children } => {
                out.push('<');
                out.push_str(name);
                for (key, value) in attributes {
                    xml::attribute(out, key, value);
                }
                out.push('>');
                if *name == "img" {
                    return;
                }
                for child in children {
                    child.write(out);
                }
                out.push_str("</");
                out.push_str(name);
                out.push('>');
            }
        }
    }
}

impl Serialize for Element {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut node = serializer.serialize_map(None)?;
        match self {
            Self::Text(text) => {
                node.serialize_entry("type", "text")?;
                node.serialize_entry("value", text)?;
            }
            Self::Tag { name, attributes, children } => {
                node.serialize_entry("type", "element")?;
                node.serialize_entry("tagName", name)?;
                node.serialize_entry("properties", &attributes.iter().map(property).collect::<Map<_, _>>())?;
                node.serialize_entry("children", children)?;
            }
        }
        node.end()
    }
}

fn property((key, value): &(&'static str, String)) -> (String, Value) {
    match *key {
        "class" => ("className".to_owned(), json!(value.split(' ').collect::<Vec<_>>())),
        "open" => ((*key).to_owned(), json!(true)),
        key => (key.to_owned(), json!(value)),
    }
}

#[cfg(test)]
mod tests {
    use super::Element;

    #[test]
    fn html_is_one_line_and_nothing_of_an_input_is_markup() {
        let pre =
            Element::new("pre", [Element::text("a: <b>\n\nc: \"&\"\n")]).with("class", "a b").with("title", "\"\n<");
        let html = "<pre class=\"a b\" title=\"&quot;&#10;&lt;\">a: &lt;b&gt;&#10;&#10;c: \"&amp;\"&#10;</pre>";
        assert_eq!(pre.html(), html);
        let tree = "{\"type\":\"element\",\"tagName\":\"pre\",\"properties\":{\"className\":[\"a\",\"b\"],\"title\":\"\\\"\\n<\"},\
                    \"children\":[{\"type\":\"text\",\"value\":\"a: <b>\\n\\nc: \\\"&\\\"\\n\"}]}";
        assert_eq!(serde_json::to_string(&pre).unwrap(), tree);
    }
}
