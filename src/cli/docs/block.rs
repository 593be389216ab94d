use clap::{Args, ValueEnum};

use super::ends::{input, outcome};
use crate::cli::{Failure, Outcome, console};
use crate::snippet::{Fence, Snippet, output};

#[derive(Args, Clone, Debug)]
pub(super) struct BlockArguments {
    /// The words behind the block's fence
    #[arg(long, value_name = "WORDS", default_value = "toml tcpgen")]
    fence: String,
    /// The page's name in messages
    #[arg(long, value_name = "PAGE", default_value = "-")]
    name: String,
    /// The line of the page that the block's fence is on
    #[arg(long, value_name = "LINE", default_value = "0")]
    line: usize,
    /// Format of the output
    #[arg(long, value_enum, default_value = "html")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// In one line
    Html,
    /// A tree of hast, for remark and rehype; null if there is nothing to show
    Hast,
}

pub(super) fn run(arguments: &BlockArguments) -> Result<Outcome, Failure> {
    let BlockArguments { fence, name, line, format } = arguments;
    let Some(fence) = Fence::parse(fence) else {
        return Err(Failure::new("the fence has no word `tcpgen`: the block is no example"));
    };
    let snippet = Snippet { page: name.clone(), line: *line, fence, text: input()? };
    let judged = snippet.judge();
    if judged.wrong.is_empty() {
        let output = output(&snippet, &judged);
        match format {
            Format::Hast => console::out_json(&output)?,
            Format::Html => console::data(&output.map(|output| output.html() + "\n").unwrap_or_default())?,
        }
    }
    Ok(outcome(&judged.wrong))
}
