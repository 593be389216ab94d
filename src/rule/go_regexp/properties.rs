//! The Unicode properties that Go 1.26's `\p{..}` knows, and their ASCII members.

use super::char_set::CharSet;

/// Scripts of Unicode 15 beyond `Common` and `Latin`, in lower case. Go compares names without underscores, and so finds no
/// script of several words (`Old_Italic`): seen of Traefik 3.7.15.
const SCRIPTS: &str = " adlam ahom arabic armenian avestan balinese bamum batak bengali bhaiksuki bopomofo brahmi braille buginese \
buhid carian chakma cham cherokee chorasmian coptic cuneiform cypriot cyrillic deseret devanagari dogra \
duployan elbasan elymaic ethiopic georgian glagolitic gothic grantha greek gujarati gurmukhi han hangul hanunoo \
hatran hebrew hiragana inherited javanese kaithi kannada katakana kawi kharoshthi khmer khojki khudawadi lao \
lepcha limbu lisu lycian lydian mahajani makasar malayalam mandaic manichaean marchen medefaidrin miao modi \
mongolian mro multani myanmar nabataean nandinagari newa nko nushu ogham oriya osage osmanya palmyrene \
phoenician rejang runic samaritan saurashtra sharada shavian siddham sinhala sogdian soyombo sundanese syriac \
tagalog tagbanwa takri tamil tangsa tangut telugu thaana thai tibetan tifinagh tirhuta toto ugaritic vai \
vithkuqi wancho yezidi yi ";

/// The set of a property's name, without its braces and sign; `None` where Go knows no such property.
pub(super) fn property(name: &str) -> Option<CharSet> {
    let canonical: String =
        name.chars().filter(|c| !matches!(c, '_' | '-' | ' ')).map(|c| c.to_ascii_lowercase()).collect();
    let member: fn(u8) -> bool = match canonical.as_str() {
        "any" => return Some(CharSet::any(true)),
        "ascii" => return Some(CharSet::of_ascii(|_| true)),
        "assigned" => |_| true,
        "l" | "letter" | "lc" | "casedletter" | "latin" => |b| b.is_ascii_alphabetic(),
        "lu" | "uppercaseletter" => |b| b.is_ascii_uppercase(),
        "ll" | "lowercaseletter" => |b| b.is_ascii_lowercase(),
        "n" | "number" | "nd" | "decimalnumber" | "digit" => |b| b.is_ascii_digit(),
        "p" | "punctuation" | "punct" => |b| b.is_ascii_punctuation() && !b"$+<=>^`|~".contains(&b),
        "pc" | "connectorpunctuation" => |b| b == b'_',
        "pd" | "dashpunctuation" => |b| b == b'-',
        "ps" | "openpunctuation" => |b| b"([{".contains(&b),
        "pe" | "closepunctuation" => |b| b")]}".contains(&b),
        "po" | "otherpunctuation" => |b| b"!\"#%&'*,./:;?@\\".contains(&b),
        "s" | "symbol" => |b| b"$+<=>^`|~".contains(&b),
        "sm" | "mathsymbol" => |b| b"+<=>|~".contains(&b),
        "sc" | "currencysymbol" => |b| b == b'$',
        "sk" | "modifiersymbol" => |b| b"^`".contains(&b),
        "z" | "separator" | "zs" | "spaceseparator" => |b| b == b' ',
        "c" | "other" | "cc" | "control" | "cntrl" => |b| b.is_ascii_control(),
        "common" => |b| !b.is_ascii_alphabetic(),
        "lt" | "titlecaseletter" | "lm" | "modifierletter" | "lo" | "otherletter" | "m" | "mark" | "combiningmark"
        | "mn" | "nonspacingmark" | "mc" | "spacingmark" | "me" | "enclosingmark" | "nl" | "letternumber" | "no"
        | "othernumber" | "pi" | "initialpunctuation" | "pf" | "finalpunctuation" | "so" | "othersymbol" | "zl"
        | "lineseparator" | "zp" | "paragraphseparator" | "cf" | "format" | "co" | "privateuse" | "cs"
        | "surrogate" | "cn" | "unassigned" => |_| false,
        script if !script.is_empty() && SCRIPTS.contains(&format!(" {script} ")) => |_| false,
        _ => return None,
    };
    Some(CharSet::property(member))
}
