using System.Text.Json;

namespace DocExtract.Schemas;

/// <summary>On which line of a JSON file each value stands, by its JSON Pointer: so that whoever has to mend it finds it.</summary>
internal sealed class JsonLines
{
    private readonly List<(string Pointer, int Line, string? Text)> _values = [];

    private JsonLines()
    {
    }

    /// <param name="json">A file that was parsed already.</param>
    public static JsonLines Of(byte[] json)
    {
        var lines = new JsonLines();
        var reader = new Utf8JsonReader(json);
        int line = 1;
        long seen = 0;
        if (reader.Read())
        {
            lines.Add(json, ref reader, "", ref line, ref seen);
        }

        return lines;
    }

    /// <summary>The line of a value; null where there is none.</summary>
    public int? LineOf(string pointer) => _values.Where(value => value.Pointer == pointer).Select(value => (int?)value.Line).FirstOrDefault();

    /// <summary>The line of a text or of a property's name within a value; the value's own where it is not in it.</summary>
    public int? LineOf(string pointer, string text) => _values
        .Where(value => value.Pointer.StartsWith($"{pointer}/", StringComparison.Ordinal) && (value.Text == text || value.Pointer.EndsWith($"/{text}", StringComparison.Ordinal)))
        .Select(value => (int?)value.Line).FirstOrDefault() ?? LineOf(pointer);

    private void Add(byte[] json, ref Utf8JsonReader reader, string pointer, ref int line, ref long seen)
    {
        for (; seen < reader.TokenStartIndex; seen++)
        {
            line += json[seen] == '\n' ? 1 : 0;
        }

        _values.Add((pointer, line, reader.TokenType == JsonTokenType.String ? reader.GetString() : null));
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            for (int i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
            {
                Add(json, ref reader, $"{pointer}/{i}", ref line, ref seen);
            }
        }
        else if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                string name = reader.GetString()!;
                reader.Read();
                Add(json, ref reader, $"{pointer}/{name}", ref line, ref seen);
            }
        }
    }
}
