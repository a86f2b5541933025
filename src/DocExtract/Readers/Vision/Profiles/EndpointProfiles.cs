using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DocExtract.Readers.Vision.Profiles;

/// <summary>The profiles that come with the product, and those of a folder, which come first and replace built-in ones of the same name.</summary>
internal static class EndpointProfiles
{
    private const string Prefix = "vision/profiles/";

    /// <summary>For servers that nothing is known of.</summary>
    private const string Fallback = "compatible";

    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowOutOfOrderMetadataProperties = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    private static readonly Lazy<IReadOnlyList<EndpointProfile>> BuiltIn = new(ReadBuiltIn);

    /// <summary>The profile by name, or the one for the endpoint's host.</summary>
    /// <param name="name">A profile's name; null or empty: told from the host.</param>
    /// <param name="endpoint">Base address of the API.</param>
    /// <param name="folder">Folder with further profiles; null for none.</param>
    /// <exception cref="ArgumentException">No profile of that name, or a file of the folder that is none; the message says what to do.</exception>
    public static EndpointProfile Choose(string? name, Uri endpoint, string? folder)
    {
        IReadOnlyList<EndpointProfile> profiles = [.. folder is null ? [] : ReadFolder(folder), .. BuiltIn.Value];
        if (!string.IsNullOrEmpty(name))
        {
            return profiles.FirstOrDefault(profile => profile.Name == name) ?? throw new ArgumentException(
                $"There is no profile '{name}'. Use {string.Join(", ", profiles.Select(profile => profile.Name).Distinct().Order())}, or leave it out: then the host decides.");
        }

        return profiles.FirstOrDefault(profile => profile.Hosts.Any(host => IsHost(endpoint, host)))
            ?? profiles.First(profile => profile.Name == Fallback);
    }

    private static bool IsHost(Uri endpoint, string pattern) => pattern.StartsWith("*.", StringComparison.Ordinal)
        ? endpoint.Host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
        : (pattern.Contains(':', StringComparison.Ordinal) ? endpoint.Authority : endpoint.Host).Equals(pattern, StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<EndpointProfile> ReadBuiltIn()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
                .Select(name =>
                {
                    using var stream = assembly.GetManifestResourceStream(name)!;
                    return Parse(stream, name[Prefix.Length..]);
                }),
        ];
    }

    private static IEnumerable<EndpointProfile> ReadFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new ArgumentException($"The folder of endpoint profiles {folder} does not exist. Create it, or leave the setting out.");
        }

        foreach (string file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            using var stream = File.OpenRead(file);
            yield return Parse(stream, file);
        }
    }

    private static EndpointProfile Parse(Stream json, string file)
    {
        try
        {
            var profile = JsonSerializer.Deserialize<EndpointProfile>(json, Strict);
            return profile is { Models: [.., { Names: var last }] } && last.Contains("")
                ? profile
                : throw new ArgumentException($"{file}: the last of its models must match every name: give it \"names\": [\"\"].");
        }
        catch (JsonException fault)
        {
            throw new ArgumentException($"{file} is no endpoint profile: {fault.Message}", fault);
        }
    }
}
