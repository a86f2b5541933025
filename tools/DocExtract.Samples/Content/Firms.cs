using DocExtract.Samples.Model;

namespace DocExtract.Samples.Content;

/// <summary>The fictional sellers and buyers. Telephone numbers and domains are of the ranges reserved for fiction and examples.</summary>
internal static class Firms
{
    public static readonly Party Lanternwick = new("Lanternwick Paper Co. Ltd", "14 Quillmakers Row", "Wexhollow WX9 9ZZ", "United Kingdom")
    {
        VatId = Identifiers.Vat("GB", "0009999"), Registration = "00099991", Phone = "01632 960142", Email = "accounts@lanternwick.example",
        Bank = "Brindle Bank", Iban = Identifiers.Iban("GB", "ZZBK99999900012345"), Bic = "ZZBKGB2LXXX", Country = "GB",
    };

    public static readonly Party Marlowe = new("Marlowe & Finch Studio", "3 Harbour Steps", "Saltmere SM0 0AA", "United Kingdom") { Country = "GB" };

    public static readonly Party Nebelhorn = new("Nebelhorn Werkzeugbau GmbH", "Amboßgasse 7", "00999 Kupferhain")
    {
        VatId = Identifiers.Vat("DE", "99999901"), TaxNumber = "999/0001/0002", Phone = "+49 30 23125 014", Email = "buchhaltung@nebelhorn.example",
        Bank = "Musterbank Kupferhain", Iban = Identifiers.Iban("DE", "999900000000123456"), Bic = "ZZMBDE99XXX", Country = "DE",
    };

    public static readonly Party Silberbach = new("Silberbach Gartenmöbel KG", "Uferweg 22", "00998 Lindenau an der Wolle")
    {
        VatId = Identifiers.Vat("DE", "99999915"), Country = "DE",
    };

    public static readonly Party Zimtstern = new("Zimtstern Großhandel eG", "Lagerstraße 101", "00997 Pfefferrode")
    {
        VatId = Identifiers.Vat("DE", "99999927"), Phone = "+49 30 23125 077", Email = "rechnung@zimtstern.example",
        Bank = "Musterbank Pfefferrode", Iban = Identifiers.Iban("DE", "999900000000778899"), Bic = "ZZMBDE99PFE", Country = "DE",
    };

    public static readonly Party Hirondelle = new("Ateliers Hirondelle SARL", "8 rue des Encriers", "00990 Valclair-sur-Brume")
    {
        VatId = Identifiers.Vat("FR", "00099900"), Registration = Identifiers.Siret("00099900"), Phone = "01 99 00 12 34", Email = "compta@hirondelle.example",
        Bank = "Banque du Val", Iban = Identifiers.Iban("FR", "99999000010001234567890"), Bic = "ZZBVFR99", Country = "FR",
    };

    public static readonly Party Belormeau = new("Librairie Belormeau", "27 place du Marché", "00991 Sainte-Orthe") { Country = "FR" };

    public static readonly Party Brisamar = new("Talleres Brisamar S.L.", "Calle del Farol 31", "00980 Puertoviento")
    {
        VatId = Identifiers.Vat("ES", "0009990"), Phone = "900 000 123", Email = "facturas@brisamar.example",
        Bank = "Banco del Faro", Iban = Identifiers.Iban("ES", "99990000001234567890"), Bic = "ZZBFES99XXX", Country = "ES",
    };

    public static readonly Party Almendro = new("Hostal El Almendro", "Paseo de la Sal 5", "00981 Villanube") { VatId = Identifiers.Vat("ES", "0009987"), Country = "ES" };

    public static readonly Party Fontechiara = new("Meccanica Fontechiara S.r.l.", "Via delle Ancore 18", "00970 Borgo Lucerna")
    {
        VatId = Identifiers.Vat("IT", "0009990001"), Phone = "06 9999 0123", Email = "amministrazione@fontechiara.example",
        Bank = "Banca Lucerna", Iban = Identifiers.Iban("IT", "Z9999999990000001234567"), Bic = "ZZBLIT99", Country = "IT",
    };

    public static readonly Party Wolkenstein = new("Wolkenstein Anlagenbau GmbH", "Turmplatz 4", "00996 Nebelfurt", "Germania")
    {
        VatId = Identifiers.Vat("DE", "99999939"), Country = "DE",
    };

    public static readonly Party Zeevonk = new("Zeevonk Fietsen B.V.", "Kanaalkade 12", "0099 ZZ Duinwaard")
    {
        VatId = Identifiers.Vat("NL", "00099902"), Registration = "00999001", Phone = "085 0990 123", Email = "info@zeevonk.example",
        Bank = "Duinbank", Iban = Identifiers.Iban("NL", "ZZDB0009990001"), Bic = "ZZDBNL99", Country = "NL",
    };

    public static readonly Party VanDerLinde = new("Mevr. P. van der Linde-Oost", "Molenpad 3", "0098 ZZ Oosterhaven") { Country = "NL" };

    public static readonly Party Azulejar = new("Azulejar Cerâmicas, Lda.", "Rua das Gaivotas 40", "0990-001 Vila Marinha")
    {
        VatId = Identifiers.Vat("PT", "50999900"), Phone = "210 000 123", Email = "geral@azulejar.example",
        Bank = "Banco Marinha", Iban = Identifiers.Iban("PT", "999900001234567890123"), Bic = "ZZBMPT99", Country = "PT",
    };

    public static readonly Party Pinhal = new("Construções Pinhal Alto, S.A.", "Avenida do Moinho 112", "0991-002 Serra Clara")
    {
        VatId = Identifiers.Vat("PT", "50999811"), Country = "PT",
    };

    public static readonly Party Bursztyn = new("Bursztynek Sp. z o.o.", "ul. Lipowa 9/4", "00-099 Kamienna Polana")
    {
        VatId = Identifiers.Vat("PL", "999000012"), Phone = "22 000 01 23", Email = "biuro@bursztynek.example",
        Bank = "Bank Kamienny", Iban = Identifiers.Iban("PL", "999999990000000012345678"), Bic = "ZZBPPL99", Country = "PL",
    };

    public static readonly Party Sowa = new("Pracownia Sowa s.c.", "ul. Ogrodowa 17", "00-098 Brzozowo")
    {
        VatId = Identifiers.Vat("PL", "999000056"), Country = "PL",
    };

    public static readonly Party Copperleaf = new("Copperleaf Instruments Inc.", "4100 Foxtail Parkway, Suite 9", "Larkspur Falls, OR 00099")
    {
        Phone = "(503) 555-0142", Email = "billing@copperleaf.example", Country = "US",
    };

    public static readonly Party Tidewater = new("Tidewater Observatory Trust", "77 Lighthouse Road", "Port Ambrose, ME 00098") { Country = "US" };

    public static readonly Party Edelgrat = new("Edelgrat Bergsport AG", "Gletscherweg 2", "0099 Oberfirn")
    {
        VatId = Identifiers.Vat("CH", "99900010"), Phone = "044 000 01 23", Email = "faktura@edelgrat.example",
        Bank = "Firnbank", Iban = Identifiers.Iban("CH", "99999000123456789"), Bic = "ZZFBCH99", Country = "CH",
    };

    public static readonly Party Murmeli = new("Alpenschule Murmeli", "Dorfplatz 1", "0098 Niederfirn") { Country = "CH" };

    public static readonly Party Gullhaven = new("Gullhaven Marine Supplies Ltd", "Pier Road 6", "Ballymarrow", "Ireland")
    {
        VatId = Identifiers.Vat("IE", "0099901"), Phone = "01 000 0123", Email = "office@gullhaven.example",
        Bank = "Bank of Marrow", Iban = Identifiers.Iban("IE", "ZZBM99999900012345"), Bic = "ZZBMIE99", Country = "IE",
    };

    public static readonly Party Kestrel = new("Kestrel Sailing School", "Old Boathouse", "Rathglen", "Ireland") { VatId = Identifiers.Vat("IE", "0099918"), Country = "IE" };
}
