namespace DocExtract.Schemas;

/// <summary>
/// The words of a document type in all languages, folded (<see cref="Pages.Folding.Fold"/>), from its <c>labels.json</c>.
/// Users add theirs there; no code knows a label.
/// </summary>
public sealed record LabelVocabulary
{
    /// <summary>Phrases that tell the type, with their weight: <c>"invoice": 3</c>. Negative weights tell against it.</summary>
    public required IReadOnlyDictionary<string, double> Type { get; init; }

    /// <summary>For each field pointer (<c>/invoice_number</c>, <c>/lines/*/quantity</c> ...) the labels that print beside or above it.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Fields { get; init; }

    /// <summary>Labels that look like a field's but are another's, such as "delivery date" for the invoice date.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> NotFields { get; init; }

    /// <summary>Named lists of words that are no labels: legal forms, titles, countries ... Absent lists are empty.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Words { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Reads a type's <c>labels.json</c>: unknown parts, empty phrases and weights that are no numbers are refused.</summary>
    /// <exception cref="InvalidDataException">The file is missing or wrong; the message names file and place.</exception>
    public static LabelVocabulary Load(string path) => LabelFile.Read(path);
}
