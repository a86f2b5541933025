using DocExtract.Schemas;

namespace DocExtract.Worker.Retrying;

/// <summary>Understands which fields of a type are wanted: <c>due_date</c>, <c>seller/vat_id</c>, the group <c>seller</c>, the table <c>lines</c>.</summary>
internal static class FieldChoice
{
    /// <summary>Their pointers, each once; one that stands in another is part of it.</summary>
    /// <exception cref="FormatException">There is no such field; the sentence says which there are.</exception>
    public static IReadOnlyList<string> Parse(IEnumerable<string> names, DocumentSchema schema)
    {
        var chosen = names.SelectMany(name => name.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Select(name => PointerOf(name, schema)).Distinct().ToList();
        return [.. chosen.Where(field => !chosen.Exists(other => other != field && FieldMerge.Covers(other, field))).Order(StringComparer.Ordinal)];
    }

    private static string PointerOf(string name, DocumentSchema schema)
    {
        string pointer = string.Concat(FieldValue.StepsOf(name.Replace('.', '/')).Select(step => "/" + step));
        var leaves = SchemaFields.Leaves(schema.Json).Select(leaf => leaf.Key).ToList();
        if (leaves.Exists(leaf => FieldMerge.Covers(pointer, leaf)) && !pointer.Contains('*'))
        {
            return pointer;
        }

        string? column = leaves.Find(leaf => leaf.Contains('*') && leaf.EndsWith(pointer, StringComparison.Ordinal));
        return leaves.Where(leaf => !leaf.Contains('*') && leaf.EndsWith(pointer, StringComparison.Ordinal)).ToList() switch
        {
            [var only] => only,
            [] when column is not null => throw new FormatException(
                $"'{name}' stands in the rows of a table, which are taken together: say {column[1..column.IndexOf("/*", StringComparison.Ordinal)]}."),
            [] => throw new FormatException(
                $"A document of type {schema.Name} has no field '{name}'. There are: {string.Join(", ", leaves.Select(leaf => leaf[1..].Split("/*")[0]).Distinct())}."),
            var several => throw new FormatException($"'{name}' may be {string.Join(" or ", several.Select(leaf => leaf[1..]))}: say which."),
        };
    }
}
