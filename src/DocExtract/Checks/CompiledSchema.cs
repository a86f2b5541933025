using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;
using NJsonSchema.Validation.FormatValidators;

namespace DocExtract.Checks;

/// <summary>
/// A type's schema as NJsonSchema takes it. Patterns are handed over as formats of our own, since the library would run them
/// by backtracking and without a time limit on text that strangers wrote. Safe to use from several threads.
/// </summary>
internal sealed class CompiledSchema
{
    private readonly JsonSchema _schema;
    private readonly JsonSchemaValidatorSettings _settings = new();

    public CompiledSchema(JsonObject json)
    {
        var schema = json.DeepClone().AsObject();
        MovePatterns(schema);
        // Without references to other files the library does its work before it returns.
        _schema = JsonSchema.FromJsonAsync(schema.ToJsonString(), CancellationToken.None).GetAwaiter().GetResult();
    }

    public ICollection<ValidationError> Validate(JToken token) => _schema.Validate(token, SchemaType.JsonSchema, _settings);

    private void MovePatterns(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject { } schema when schema["type"]?.GetValueKind() == System.Text.Json.JsonValueKind.String && schema["pattern"] is JsonValue pattern:
                string format = $"pattern {pattern.GetValue<string>()}";
                _settings.AddCustomFormatValidator(new PatternFormat(format, pattern.GetValue<string>()));
                schema.Remove("pattern");
                schema["allOf"] = new JsonArray(new JsonObject { ["format"] = format });
                break;
            case JsonObject parent:
                parent.Select(child => child.Value).ToList().ForEach(MovePatterns);
                break;
        }
    }

    private sealed class PatternFormat(string format, string pattern) : IFormatValidator
    {
        private readonly Regex _regex = new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

        public ValidationErrorKind ValidationErrorKind => ValidationErrorKind.PatternMismatch;

        public string Format => format;

        // $ also matches before a last line break, which no field may have.
        public bool IsValid(string value, JTokenType tokenType) => _regex.IsMatch(value) && !value.EndsWith('\n');
    }
}
