using System.Text.Json.Nodes;

namespace DocExtract.Schemas;

/// <summary>Finds the properties of a JSON Schema by the pointers of readings.</summary>
public static class SchemaFields
{
    /// <summary>The subschema that a pattern such as <c>/lines/*/amount</c> names; null if the schema has no such property.</summary>
    public static JsonObject? Find(JsonObject schema, string pattern)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(pattern);
        JsonObject? node = pattern.StartsWith('/') ? schema : null;
        foreach (string step in pattern.Split('/').Skip(1))
        {
            node = (step == "*" ? node?["items"] : node?["properties"]?[step]) as JsonObject;
        }

        return node;
    }

    /// <summary>Every property that holds a value of its own, by its pattern, in the order of the schema.</summary>
    public static IEnumerable<KeyValuePair<string, JsonObject>> Leaves(JsonObject schema, string pattern = "")
    {
        ArgumentNullException.ThrowIfNull(schema);
        return (schema["properties"], schema["items"]) switch
        {
            (JsonObject properties, _) => properties.SelectMany(property => Leaves(property.Value!.AsObject(), $"{pattern}/{property.Key}")),
            (_, JsonObject items) => Leaves(items, $"{pattern}/*"),
            _ => [new(pattern, schema)],
        };
    }
}
