using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DocExtract.Evidence;
using DocExtract.Readers;
using DocExtract.Schemas;

namespace DocExtract.Checks.Identifiers;

/// <summary>
/// Numbers of payment cards (ISO/IEC 7812). Of one that is read no more than the last four digits are kept: nobody needs the others
/// to book a receipt, and whoever stores them has to guard them.
/// </summary>
internal static partial class CardNumbers
{
    public const string Name = "card-number";

    private const int Kept = 4;

    /// <summary>The reading without whole card numbers in the fields that the type declares (rule <c>card</c>), and a finding for each that was cut.</summary>
    public static Reading Cut(Reading reading, DocumentSchema schema)
    {
        var whole = Fields(schema, reading.Data).Where(field => IsIn(field.AsText())).ToList();
        if (whole.Count == 0)
        {
            return reading;
        }

        var data = reading.Data.DeepClone().AsObject();
        foreach (var field in Fields(schema, data).Where(field => IsIn(field.AsText())).ToList())
        {
            field.Value.ReplaceWith(Masked(field.AsText()));
        }

        return reading with
        {
            Data = data,
            Findings = [.. reading.Findings, .. whole.Select(field => new Finding(
                field.Pointer, Name, Severity.Warning, $"{Terms.Name(field.Pointer)} held a card's whole number; only its last four digits were kept."))],
        };
    }

    /// <summary>The same of what is quoted from the page.</summary>
    public static IReadOnlyList<FieldEvidence> Cut(IReadOnlyList<FieldEvidence> evidence) =>
        evidence.Any(seen => IsIn(seen.Text)) ? [.. evidence.Select(seen => IsCardless(seen) ? seen : seen with { Text = Masked(seen.Text) })] : evidence;

    public static bool IsIn(string text) => Digits().Matches(text).Any(IsCard);

    public static string Masked(string text) => Digits().Replace(text, match => IsCard(match) ? new string('*', 12) + Plain(match)[^Kept..] : match.Value);

    /// <summary>A number of another kind, such as an account, may look like a card's: what is an identifier of its own is left as it is.</summary>
    private static bool IsCardless(FieldEvidence seen) => !IsIn(seen.Text) || Iban.IsValid(seen.Text) || FieldKinds.IsIdentifier(seen.Field);

    private static IEnumerable<FieldValue> Fields(DocumentSchema schema, JsonObject data) => schema.Checks
        .Where(check => check.Rule == CheckRules.Card).SelectMany(check => FieldValue.Select(data, check.Field));

    /// <summary>By the first digits of the large networks, the length that goes with them, and the check digit.</summary>
    private static bool IsCard(Match match) => Plain(match) is var digits && CheckDigits.Luhn(digits) && digits.Length switch
    {
        14 => digits[0] == '3' && digits[1] is '0' or '6' or '8' or '9',
        15 => digits[0] == '3' && digits[1] is '4' or '7',
        16 => digits[0] is '4' or '5' or '6' or '2' || digits.StartsWith("35", StringComparison.Ordinal),
        _ => false,
    };

    private static string Plain(Match match) => string.Concat(match.Value.Where(char.IsAsciiDigit));

    [GeneratedRegex(@"(?<![0-9])[0-9](?:[ -]?[0-9]){13,15}(?![0-9])")]
    private static partial Regex Digits();
}
