use crate::check::marks::{fires, fixed, silent, tls};

const CODE: &str = "uppercase-regexp";

#[test]
fn patterns_that_need_upper_case_never_match() {
    for pattern in [r"^DB\.test$", r"^[A-Z]+\.test$", r"^(a|b)X\.test$", r"^(A|B)\.test$", r"^x{2}Y+$"] {
        fires(CODE, &tls(&format!("'HostSNIRegexp(«`{pattern}`»)'")));
    }
}

#[test]
fn upper_case_that_need_not_match_is_harmless() {
    for pattern in [
        r"(?i)^DB\.test$",
        r"^[A-Za-z]+\.test$",
        r"^(DB|db)\.test$",
        r"^dbX?\.test$",
        r"^[^A-Z]+\.test$",
        r"^\D\S\W\.test$",
        r"^\Qdb\E$",
        r"^(?P<Name>db)\.test$",
        r"^\pL+\.test$",
    ] {
        silent(&tls(&format!("'HostSNIRegexp(`{pattern}`)'")));
    }
}

#[test]
fn the_fix_ignores_case() {
    let mended = fixed(CODE, &tls("'HostSNIRegexp(`^DB\\.test$`)'"));
    assert_eq!(mended, [tls("'HostSNIRegexp(`(?i)^DB\\.test$`)'")]);
    silent(&mended[0]);
}
