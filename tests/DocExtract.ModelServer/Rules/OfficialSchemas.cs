using System.Text.Json.Nodes;

namespace DocExtract.ModelServer;

/// <summary>
/// OpenAPI's schemas as the JSON Schema that NJsonSchema judges by: references point into <c>definitions</c>, <c>nullable</c>
/// is a choice, parts put together by <c>allOf</c> are one object, and an object knows no fields but its own.
/// </summary>
internal static class OfficialSchemas
{
    // What judges a value; all else describes. Formats do not: a page's data URL of megabytes is looked at by ImageRules.
    private static readonly string[] Kept = ["type", "enum", "required", "minimum", "maximum", "minItems", "maxItems", "maxLength"];

    public static JsonObject AsJsonSchema(JsonObject schemas) =>
        new(schemas.Select(schema => KeyValuePair.Create(schema.Key, (JsonNode?)Convert(schema.Value!.AsObject(), schemas))));

    private static JsonObject Convert(JsonObject schema, JsonObject schemas)
    {
        var whole = schema.ContainsKey("allOf") ? Merged(schema, schemas) : schema;
        var result = new JsonObject();
        foreach (var (keyword, value) in whole)
        {
            switch (keyword, value)
            {
                case ("$ref", _):
                    result[keyword] = ((string)value!).Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal);
                    break;
                case ("properties", JsonObject properties):
                    result[keyword] = AsJsonSchema(properties, schemas);
                    break;
                case ("items" or "additionalProperties", JsonObject inner):
                    result[keyword] = Convert(inner, schemas);
                    break;
                case ("oneOf" or "anyOf", JsonArray choices):
                    result[keyword] = new JsonArray([.. choices.Select(choice => Convert(choice!.AsObject(), schemas))]);
                    break;
                case ("additionalProperties", _):
                case var _ when Kept.Contains(keyword):
                    result[keyword] = value?.DeepClone();
                    break;
            }
        }

        Close(result);
        return (bool?)whole["nullable"] == true
            ? new JsonObject { ["anyOf"] = new JsonArray(result, new JsonObject { ["type"] = "null" }) }
            : result;
    }

    private static JsonObject AsJsonSchema(JsonObject properties, JsonObject schemas) =>
        new(properties.Select(property => KeyValuePair.Create(property.Key, (JsonNode?)Convert(property.Value!.AsObject(), schemas))));

    /// <summary>Fields nobody named are refused; and what models of 5.4 and later see at its own size, which 2.3.0 does not name yet, is named.</summary>
    private static void Close(JsonObject schema)
    {
        if (schema["properties"] is JsonObject properties)
        {
            schema.TryAdd("additionalProperties", false);
            (properties["detail"]?["enum"] as JsonArray)?.Add("original");
        }
    }

    private static JsonObject Merged(JsonObject schema, JsonObject schemas)
    {
        var properties = new JsonObject();
        List<string> required = [];
        foreach (var part in schema["allOf"]!.AsArray().Select(part => Resolved(part!.AsObject(), schemas)))
        {
            foreach (var (name, property) in part["properties"]!.AsObject())
            {
                properties[name] = property!.DeepClone();
            }

            required.AddRange((part["required"] as JsonArray ?? []).Select(name => (string)name!));
        }

        return new JsonObject { ["type"] = "object", ["properties"] = properties, ["required"] = new JsonArray([.. required]) };
    }

    private static JsonObject Resolved(JsonObject part, JsonObject schemas)
    {
        var whole = (string?)part["$ref"] is { } reference ? schemas[reference.Split('/')[^1]]!.AsObject() : part;
        return whole.ContainsKey("allOf") ? Merged(whole, schemas) : whole;
    }
}
