using System.Text.Json.Nodes;
using DocExtract.Readers;
using DocExtract.Schemas;

namespace DocExtract.Checks;

/// <summary>How a declared check stands.</summary>
/// <param name="Name">As <c>checks.json</c> calls it.</param>
/// <param name="Findings">What does not hold; empty where the check holds.</param>
public sealed record CheckState(string Name, IReadOnlyList<Finding> Findings);

/// <summary>Judges values without their page, as a person gave them: their shape, and the declared checks between them.</summary>
public static class Recheck
{
    /// <summary>Who says what is judged here.</summary>
    private const string Corrected = "person";

    /// <summary>What breaks the type's schema, dates included.</summary>
    public static IReadOnlyList<Finding> Shape(DocumentSchema schema, JsonObject data, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(data);
        return [.. ShapeRule.Judge(schema, data), .. DateRule.Judge(schema, data, today).Where(finding => finding.Severity == Severity.Error)];
    }

    /// <summary>Every declared check whose field is there, but those about where a value is printed.</summary>
    public static IReadOnlyList<CheckState> Declared(DocumentSchema schema, JsonObject data)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(data);
        return
        [
            .. schema.Checks
                .Where(check => check.Rule is not (CheckRules.OnPage or CheckRules.Complete) && check.Of.Prepend(check.Field).All(pointer => IsThere(data, pointer)))
                .Select(check => new CheckState(check.Name, [.. DeclaredRules.Judge(schema with { Checks = [check] }, new Reading(Corrected, schema.Name, data, []), [], document: null)])),
        ];
    }

    /// <summary>A check of which a value is absent is not judged, and so does not hold either.</summary>
    private static bool IsThere(JsonObject data, string pointer) =>
        pointer.EndsWith('?') || Terms.Constant(pointer) is not null || FieldValue.Select(data, pointer).Any();
}
