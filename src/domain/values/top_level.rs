//! Top-level domains in which anybody can register a name, in Unicode and lower case. Brand domains are left out:
//! only their company can publish there, and many are surnames (`weber`, `schmidt`, `ford`).

/// How a top-level domain is judged as the last label of a host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TopLevel {
    /// Not a name or part of one.
    Plain,
    /// Also a surname, a particle or a degree: `de`, `ng`, `kim`, `sc`. After an initial or a title it is read as
    /// that.
    AlsoName,
}

/// The kind of `label`; `None` if it is no top-level domain.
pub fn kind(label: &str) -> Option<TopLevel> {
    let is_in = |list: &str| list.split_ascii_whitespace().any(|known| known == label);
    if is_in(PLAIN) {
        return Some(TopLevel::Plain);
    }
    (is_in(COUNTRIES) || is_in(ALSO_NAMES)).then_some(TopLevel::AlsoName)
}

/// Country codes, except those in [`PLAIN`]. All two-letter ones may be part of a name.
const COUNTRIES: &str = "\
    ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca \
    cd cf cg ch ci ck cl cm co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et fi fj fk fm fo fr ga gb \
    ge gf gh gi gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in iq ir is it je jm jo jp ke kg kh \
    ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md mg mh mk ml mm mn mo mp mq mr ms mt mu mv \
    mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs rw \
    sa sb sc sd se sg sh si sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tw tz \
    ua ug uy uz va vc ve vg vi vn vu wf ye yt za zm zw";

/// Generic domains that are also names, titles or degrees.
const ALSO_NAMES: &str = "\
    art baby bank bar bayern beer berlin best black blue bond cam camp cash cat church cologne dad dance day esq \
    fan fish foo garden glass gmbh gold green hamburg holiday house how immo inc ing kim koeln land law limited \
    llc london love ltd mba men moe mom new ngo one ong page paris pet phd pink press prof red ren rich rio ruhr \
    saarland sale sarl show tirol uno vin wang wien win xin";

/// All others, with the country codes under which most hosts are not of that country.
const PLAIN: &str = "\
    academy accountant accountants adult agency apartments app asia associates auction audio auto autos bargains \
    beauty bet bid bike bingo bio biz blog boats boutique build builders business buzz cab cafe camera capital \
    car cards care career careers cars casa casino cc center ceo cfd charity chat cheap city claims cleaning \
    click clinic clothing cloud club cn coach codes coffee college com community company computer condos \
    construction consulting contact contractors cool coupons credit creditcard cricket cruises cyou date dating \
    deal deals delivery democrat dental dentist design dev diamonds diet digital direct directory discount \
    doctor dog domains download earth eco edu education email energy engineering enterprises equipment estate eu \
    events exchange expert exposed express fail faith family fans farm fashion feedback film finance financial \
    fit fitness flights florist flowers football forex forsale forum foundation fun fund furniture futbol fyi \
    gallery game games gd gg gift gifts giving gl global golf gov graphics gratis gripe group guide guitars guru \
    hair haus health healthcare help hiphop hockey holdings homes horse hospital host hosting icu immobilien \
    industries info ink institute insure int international investments io irish jetzt jewelry jobs juegos kaufen \
    kitchen lawyer lease legal lgbt life lighting limo link live loan loans lol lotto luxe luxury makeup \
    management market marketing markets me media memorial menu mil mobi moda money monster mortgage motorcycles \
    mov movie museum name navy net network news ninja nrw nyc observer onl online ooo org organic partners parts \
    party pharmacy photo photography photos pics pictures pizza place plumbing plus poker porn pro productions \
    promo properties property protection pub quest racing realestate recipes rehab reise reisen rent rentals \
    repair report republican rest restaurant review reviews rip rocks rodeo rsvp ru run salon sbs school schule \
    science security services sex sexy shoes shop shopping singles site ski skin soccer social software solar \
    solutions space sport spot storage store stream studio study style supplies supply support surf surgery \
    swiss systems tattoo tax taxi team tech technology tel tennis theater theatre tickets tienda tips tires \
    today tools top tours town toys trade trading training travel tube tv uk university us vacations ventures \
    vet viajes video villas vip vision vodka vote voyage watch webcam website wedding wiki wine work works world \
    ws wtf xxx xyz yachts yoga zip zone бел дети ком москва онлайн орг рус рф сайт срб укр ею ευ ελ 中国 中文网 公司 在线 \
    商城 手机 网址 网店 网络 集团 コム みんな 닷넷 닷컴 한국";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_stands_in_one_list_once() {
        let all: Vec<_> = [COUNTRIES, ALSO_NAMES, PLAIN].iter().flat_map(|list| list.split_whitespace()).collect();
        let once: std::collections::HashSet<_> = all.iter().collect();
        assert_eq!(once.len(), all.len());
        assert!(all.iter().all(|label| label.to_lowercase() == *label && !label.contains('.')));
        assert_eq!(
            (kind("com"), kind("de"), kind("kim")),
            (Some(TopLevel::Plain), Some(TopLevel::AlsoName), Some(TopLevel::AlsoName))
        );
        assert_eq!([kind("meier"), kind("john"), kind("")], [None; 3]);
    }
}
