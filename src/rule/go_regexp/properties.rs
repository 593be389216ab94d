//! The Unicode properties that Go 1.26's `\p{..}` knows, and their ASCII members.

use super::char_set::CharSet;

/// Scripts of Unicode 15 beyond `Common` and `Latin`, as Go compares names: lower case, no underscores.
const SCRIPTS: &str = " adlam ahom anatolianhieroglyphs arabic armenian avestan balinese bamum bassavah batak bengali \
bhaiksuki bopomofo brahmi braille buginese buhid canadianaboriginal carian caucasianalbanian chakma cham cherokee \
chorasmian coptic cuneiform cypriot cyprominoan cyrillic deseret devanagari divesakuru dogra duployan \
egyptianhieroglyphs elbasan elymaic ethiopic georgian glagolitic gothic grantha greek gujarati gunjalagondi gurmukhi \
han hangul hanifirohingya hanunoo hatran hebrew hiragana imperialaramaic inherited inscriptionalpahlavi \
inscriptionalparthian javanese kaithi kannada katakana kawi kayahli kharoshthi khitansmallscript khmer khojki \
khudawadi lao lepcha limbu lineara linearb lisu lycian lydian mahajani makasar malayalam mandaic manichaean marchen \
masaramgondi medefaidrin meeteimayek mendekikakui meroiticcursive meroitichieroglyphs miao modi mongolian mro multani \
myanmar nabataean nagmundari nandinagari newa newtailue nko nushu nyiakengpuachuehmong ogham olchiki oldhungarian \
olditalic oldnortharabian oldpermic oldpersian oldsogdian oldsoutharabian oldturkic olduyghur oriya osage osmanya \
pahawhhmong palmyrene paucinhau phagspa phoenician psalterpahlavi rejang runic samaritan saurashtra sharada shavian \
siddham signwriting sinhala sogdian sorasompeng soyombo sundanese sylotinagri syriac tagalog tagbanwa taile taitham \
taiviet takri tamil tangsa tangut telugu thaana thai tibetan tifinagh tirhuta toto ugaritic vai vithkuqi wancho \
warangciti yezidi yi zanabazarsquare ";

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
