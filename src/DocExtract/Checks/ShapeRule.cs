using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using DocExtract.Schemas;
using NJsonSchema.Validation;

namespace DocExtract.Checks;

/// <summary>The reading has the shape that the type's JSON Schema demands.</summary>
internal static class ShapeRule
{
    public const string Name = "schema";

    private static readonly ConditionalWeakTable<DocumentSchema, CompiledSchema> Compiled = [];

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static IEnumerable<Finding> Judge(DocumentSchema schema, JsonObject data)
    {
        try
        {
            // A node that was parsed leniently keeps duplicate properties until somebody looks: look first.
            using var strict = JsonDocument.Parse(data.ToJsonString(), Strict);
            var errors = Compiled.GetValue(schema, type => new CompiledSchema(type.Json)).Validate(JsonTokens.From(strict.RootElement));
            return [.. errors.SelectMany(Flatten).Where(error => error.Kind != ValidationErrorKind.DateExpected).Select(ToFinding), .. Amounts(data)];
        }
        catch (JsonException wrong)
        {
            return [new Finding("", Name, Severity.Error, $"The reading is not strict JSON: {wrong.Message}")];
        }
    }

    /// <summary>Errors hide in errors: those of children and of each of several types.</summary>
    private static IEnumerable<ValidationError> Flatten(ValidationError error) => error switch
    {
        ChildSchemaValidationError child => child.Errors.SelectMany(nested => nested.Value).SelectMany(Flatten),
        MultiTypeValidationError types => types.Errors.SelectMany(nested => nested.Value).SelectMany(Flatten),
        _ => [error],
    };

    private static Finding ToFinding(ValidationError error)
    {
        string pointer = JsonTokens.PointerOf(error.Path);
        string name = pointer.Length == 0 ? "The reading" : Terms.Name(pointer);
        string value = error.Token is Newtonsoft.Json.Linq.JValue token ? $" '{token}'" : "";
        return new Finding(pointer, Name, Severity.Error, $"{name}{value} breaks the schema: {Words(error.Kind)}.");
    }

    private static string Words(ValidationErrorKind kind) => kind switch
    {
        ValidationErrorKind.NoAdditionalPropertiesAllowed => "there is no such field",
        ValidationErrorKind.PropertyRequired => "it must not be absent",
        ValidationErrorKind.StringExpected => "it must be text",
        ValidationErrorKind.NumberExpected or ValidationErrorKind.IntegerExpected => "it must be a number",
        ValidationErrorKind.ObjectExpected => "it must be an object",
        ValidationErrorKind.ArrayExpected => "it must be a list",
        ValidationErrorKind.PatternMismatch or ValidationErrorKind.Unknown => "its form is wrong",
        ValidationErrorKind.NotInEnumeration => "it is none of the allowed values",
        ValidationErrorKind.StringTooShort => "it is too short",
        ValidationErrorKind.StringTooLong => "it is too long",
        _ => kind.ToString(),
    };

    private static IEnumerable<Finding> Amounts(JsonObject data) =>
        FieldValue.All(data).Where(field => field.Value.GetValueKind() == JsonValueKind.Number && field.AsDecimal() is not (>= -Terms.Largest and <= Terms.Largest))
            .Select(field => new Finding(field.Pointer, Name, Severity.Error, $"{Terms.Name(field.Pointer)} {field.AsText()} is too large for an amount."));

    /// <summary>Whether it holds numbers that no document prints, with which nothing can be worked out.</summary>
    public static bool IsAbsurd(JsonObject data) =>
        FieldValue.All(data).Any(field => field.Value.GetValueKind() == JsonValueKind.Number && field.AsDecimal() is not (>= -Terms.Largest and <= Terms.Largest));
}
