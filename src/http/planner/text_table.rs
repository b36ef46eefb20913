//! Tables of words, German and English side by side, so that neither is forgotten.

/// Makes `Texts`, a struct with a field for each word, and `Texts::of(language)`. `with language;` before the words keeps the
/// language itself, for tables that also make sentences.
macro_rules! text_table {
    (with language; $($name:ident: $de:literal, $en:literal;)*) => {
        $crate::http::planner::text_table::text_table! {
            @ [language: $crate::domain::shop::Language]
            [language: $crate::domain::shop::Language::De] [language: $crate::domain::shop::Language::En]
            $($name: $de, $en;)*
        }
    };
    (@ [$($field:ident: $type:ty)?] [$($de_field:ident: $de_value:expr)?] [$($en_field:ident: $en_value:expr)?]
     $($name:ident: $de:literal, $en:literal;)*) => {
        /// The words of one language.
        pub struct Texts {
            $(pub(in $crate::http::planner) $field: $type,)?
            $(pub(in $crate::http::planner) $name: &'static str,)*
        }

        const DE: Texts = Texts { $($de_field: $de_value,)? $($name: $de,)* };
        const EN: Texts = Texts { $($en_field: $en_value,)? $($name: $en,)* };

        impl Texts {
            /// The table of that language.
            pub fn of(language: $crate::domain::shop::Language) -> &'static Self {
                match language {
                    $crate::domain::shop::Language::De => &DE,
                    _ => &EN,
                }
            }
        }
    };
    ($($name:ident: $de:literal, $en:literal;)*) => {
        $crate::http::planner::text_table::text_table! { @ [] [] [] $($name: $de, $en;)* }
    };
}

pub(super) use text_table;
