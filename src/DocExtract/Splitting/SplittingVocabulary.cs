using DocExtract.Schemas;

namespace DocExtract.Splitting;

/// <summary>What the vocabularies of all types say together: nobody knows yet what type a page belongs to.</summary>
internal static class SplittingVocabulary
{
    public const string PageWords = "page_words";
    public const string PageCountWords = "page_count_words";
    public const string CarriedForward = "carried_forward";
    public const string Continued = "continued";
    public const string TermsTitles = "terms_titles";
    public const string CoverTitles = "cover_titles";
    public const string BlankPages = "blank_pages";

    /// <summary>Lists whose phrases are the title of an invoice or receipt.</summary>
    public static readonly string[] Titles = ["invoice_titles", "credit_note_titles", "receipt_titles"];

    /// <summary>Lists of words that are part of a firm's name.</summary>
    public static readonly string[] Firms = ["legal_forms", "business_words"];

    /// <summary>The fields that number, date and sum up a document, in every type.</summary>
    public static readonly string[] Numbers = ["/invoice_number", "/receipt_number"];
    public static readonly string[] Dates = ["/invoice_date", "/date"];
    public static readonly string[] Totals = ["/total", "/amount_due"];

    public static LabelVocabulary Of(SchemaCatalog types)
    {
        var all = types.Names.Order(StringComparer.Ordinal).Select(name => types.Get(name).Labels).ToList();
        return new LabelVocabulary
        {
            Type = new Dictionary<string, double>(),
            Fields = Union(all.Select(labels => labels.Fields)),
            NotFields = Union(all.Select(labels => labels.NotFields)),
            Words = Union(all.Select(labels => labels.Words)),
        };
    }

    private static Dictionary<string, IReadOnlyList<string>> Union(IEnumerable<IReadOnlyDictionary<string, IReadOnlyList<string>>> parts) => parts
        .SelectMany(part => part)
        .GroupBy(list => list.Key, list => list.Value)
        .ToDictionary(same => same.Key, same => (IReadOnlyList<string>)[.. same.SelectMany(phrases => phrases).Distinct()]);
}
