using System.Collections.Frozen;
using System.Text.RegularExpressions;
using DocExtract.Pages;

namespace DocExtract.Worker.Exporting.EInvoice;

/// <summary>The country that an address in one line names: at its end, or in front of its postcode.</summary>
internal static partial class CountryNames
{
    private static readonly FrozenDictionary<string, string> Names = Table(
        ("AE", "unitedarabemirates uae"), ("AR", "argentina"), ("AT", "austria osterreich autriche oostenrijk"), ("AU", "australia australie"), ("BE", "belgium belgique belgie belgien belgio belgica"),
        ("BG", "bulgaria bulgarien bulgarie"), ("BR", "brazil brasil brasilien"), ("CA", "canada kanada"), ("CH", "switzerland schweiz suisse svizzera suiza zwitserland"), ("CN", "china prchina"),
        ("CY", "cyprus zypern chypre"), ("CZ", "czechia czechrepublic tschechien tschechischerepublik ceskarepublika cesko"), ("DE", "germany deutschland allemagne germania alemania alemanha duitsland niemcy tyskland"),
        ("DK", "denmark danmark danemark danemark danimarca dinamarca denemarken"), ("EE", "estonia estland eesti"), ("ES", "spain espana spanien espagne spagna spanje espanha hiszpania"),
        ("FI", "finland suomi finnland finlande finlandia"), ("FR", "france frankreich francia frankrijk franca francja frankrike"),
        ("GB", "unitedkingdom uk greatbritain england scotland wales northernireland grossbritannien vereinigteskonigreich royaumeuni regnounito reinounido"),
        ("GR", "greece griechenland grece grecia hellas"), ("HK", "hongkong"), ("HR", "croatia kroatien hrvatska croatie"), ("HU", "hungary ungarn magyarorszag hongrie ungheria"),
        ("IE", "ireland irland irlande irlanda ierland eire"), ("IN", "india indien"), ("IS", "iceland island islande"), ("IT", "italy italia italien italie wlochy"), ("JP", "japan japon"),
        ("LI", "liechtenstein"), ("LT", "lithuania litauen lietuva lituanie"), ("LU", "luxembourg luxemburg lussemburgo luxemburgo"), ("LV", "latvia lettland latvija lettonie"), ("MC", "monaco"),
        ("MT", "malta malte"), ("MX", "mexico"), ("MY", "malaysia"), ("NL", "netherlands thenetherlands nederland niederlande paysbas paesibassi olanda paisesbajos holland"), ("NO", "norway norge norwegen norvege norvegia noruega"),
        ("NZ", "newzealand neuseeland"), ("PL", "poland polska polen pologne polonia"), ("PT", "portugal portogallo"), ("RO", "romania rumanien roumanie"), ("RS", "serbia serbien srbija"),
        ("SE", "sweden sverige schweden suede svezia suecia zweden"), ("SG", "singapore singapur"), ("SI", "slovenia slowenien slovenija slovenie"), ("SK", "slovakia slowakei slovensko slovaquie"), ("SM", "sanmarino"),
        ("TR", "turkey turkiye turkei turquie"), ("TW", "taiwan"), ("UA", "ukraine ukraina"), ("US", "usa us unitedstates unitedstatesofamerica etatsunis statiuniti"), ("ZA", "southafrica sudafrika"));

    /// <summary>What stands in front of postcodes, the country, and how many digits its postcodes have.</summary>
    private static readonly FrozenDictionary<string, (string Code, int Digits)> Roads =
        ("A:AT4 AT:AT4 B:BE4 BE:BE4 CH:CH4 CZ:CZ5 D:DE5 DE:DE5 DK:DK4 E:ES5 ES:ES5 F:FR5 FR:FR5 FI:FI5 FL:LI4 I:IT5 IT:IT5 L:LU4 LU:LU4 NL:NL4 SE:SE5 SI:SI4 SK:SK5").Split(' ')
            .Select(road => road.Split(':')).ToFrozenDictionary(road => road[0], road => (road[1][..2], road[1][2] - '0'));

    /// <summary>The country that a part of an address is the name of.</summary>
    public static string? Of(string part) => Names.GetValueOrDefault(Folding.Squeeze(part));

    /// <summary>The country whose letters stand in front of a postcode, as in <c>D-10115</c>.</summary>
    public static string? OfPostcode(string part) =>
        Postcode().Match(part) is { Success: true } found && Roads.TryGetValue(found.Groups["road"].Value, out var road) && found.Groups["digits"].Length == road.Digits ? road.Code : null;

    private static FrozenDictionary<string, string> Table(params (string Code, string Names)[] countries) => countries
        .SelectMany(country => country.Names.Split(' ').Distinct(), (country, name) => (name, country.Code)).ToFrozenDictionary(country => country.name, country => country.Code);

    [GeneratedRegex(@"\A(?<road>[A-Z]{1,2}) ?- ?(?<digits>[0-9]{4,5})(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Postcode();
}
