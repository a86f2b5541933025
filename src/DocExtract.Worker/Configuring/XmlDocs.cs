using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace DocExtract.Worker.Configuring;

/// <summary>What the XML docs beside the executable say of options.</summary>
internal static partial class XmlDocs
{
    private static readonly ConcurrentDictionary<Assembly, IReadOnlyDictionary<string, XElement>> Files = [];

    /// <summary>The summary of an option, in Markdown on one line.</summary>
    /// <exception cref="FileNotFoundException">The docs are not there: images leave them out.</exception>
    public static string Of(PropertyInfo property) => Of(property.DeclaringType!, $"P:{property.DeclaringType!.FullName}.{property.Name}");

    /// <summary>The summary of a type of options.</summary>
    /// <inheritdoc cref="Of(PropertyInfo)" path="/exception"/>
    public static string Of(Type type) => Of(type, $"T:{type.FullName}");

    private static string Of(Type type, string member) =>
        Files.GetOrAdd(type.Assembly, Load).TryGetValue(member, out var summary) ? Space().Replace(Text(summary), " ").Trim() : "";

    private static Dictionary<string, XElement> Load(Assembly assembly)
    {
        string file = Path.Combine(AppContext.BaseDirectory, assembly.GetName().Name + ".xml");
        return File.Exists(file)
            ? XDocument.Load(file).Descendants("member").Where(member => member.Element("summary") is not null)
                .ToDictionary(member => member.Attribute("name")!.Value, member => member.Element("summary")!)
            : throw new FileNotFoundException($"There is no {file}, which describes the settings: build DocExtract from source, and run the command there; or read docs/configuration.md.");
    }

    private static string Text(XElement element) => string.Concat(element.Nodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" } see when see.Attribute("cref") is { Value: var name } => $"`{name[(name.LastIndexOf('.') + 1)..]}`",
        XElement other => Text(other),
        _ => "",
    }));

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
