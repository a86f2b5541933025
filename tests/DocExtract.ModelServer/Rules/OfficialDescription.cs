using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using DocExtract.Checks;
using NJsonSchema;
using NJsonSchema.Validation;

namespace DocExtract.ModelServer;

/// <summary>
/// OpenAI's own OpenAPI description (https://github.com/openai/openai-openapi), where an extract of it lies beside the
/// repository. Read more strictly than it is written: a field that it does not name is refused, as the API does.
/// </summary>
internal sealed class OfficialDescription
{
    /// <summary>Where the extract is looked for: in this repository's folder and in every one above it.</summary>
    public const string Place = "shared/facts/openai/chat-and-batch.openapi.json";

    private static readonly Lazy<OfficialDescription?> Found = new(Find);

    private readonly JsonObject _definitions;
    private readonly Dictionary<string, JsonSchema> _compiled = [];

    private OfficialDescription(JsonObject schemas)
    {
        _definitions = OfficialSchemas.AsJsonSchema(schemas);

        // Now rather than within the first request, whose client may be testing its patience.
        Schema("CreateChatCompletionRequest");
    }

    /// <summary>Null where there is none: then the rules written by hand stand alone.</summary>
    public static OfficialDescription? Present => Found.Value;

    /// <summary>The most telling way in which <paramref name="value"/> is not a <paramref name="name"/>; null when it is one.</summary>
    /// <param name="name">A schema of the description.</param>
    /// <param name="value">What was sent.</param>
    /// <param name="ownFields">Fields at the top that a server understands besides.</param>
    public string? Violation(string name, JsonNode value, params IEnumerable<string> ownFields)
    {
        string[] own = [.. ownFields.Select(field => $"#/{field}")];
        var error = Schema(name).Validate(JsonTokens.From(JsonSerializer.SerializeToElement(value)))
            .Where(error => !(error.Kind == ValidationErrorKind.NoAdditionalPropertiesAllowed && own.Contains(error.Path)))
            .SelectMany(Causes)
            .MaxBy(error => error.Path?.Split('.', '[').Length ?? 0);
        return error is null ? null : $"{error.Path?.TrimStart('#', '/')} is not as the official description of {name} has it ({error.Kind}).";
    }

    private JsonSchema Schema(string name)
    {
        lock (_compiled)
        {
            if (!_compiled.TryGetValue(name, out var schema))
            {
                var root = new JsonObject { ["allOf"] = new JsonArray(new JsonObject { ["$ref"] = $"#/definitions/{name}" }), ["definitions"] = _definitions.DeepClone() };
                _compiled[name] = schema = JsonSchema.FromJsonAsync(root.ToJsonString(), CancellationToken.None).GetAwaiter().GetResult();
            }

            return schema;
        }
    }

    /// <summary>Where none of several forms fits, what is wrong with each; otherwise the error itself.</summary>
    private static IEnumerable<ValidationError> Causes(ValidationError error) => error switch
    {
        ChildSchemaValidationError { Errors.Count: > 0 } several => several.Errors.Values.SelectMany(errors => errors).SelectMany(Causes),
        _ => [error],
    };

    private static OfficialDescription? Find()
    {
        for (var folder = new DirectoryInfo(OwnFolder()); folder is not null; folder = folder.Parent)
        {
            string file = Path.Combine(folder.FullName, Place);
            if (File.Exists(file))
            {
                return new OfficialDescription(JsonNode.Parse(File.ReadAllText(file))!["components"]!["schemas"]!.AsObject());
            }
        }

        return null;
    }

    private static string OwnFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
