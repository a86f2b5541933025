using System.Text.Json.Nodes;

namespace DocExtract.Tests.Deployment.Kustomize;

/// <summary>
/// What <c>kubectl apply -k</c> would send: our kustomizations use only what is done here, and anything else in them fails, as does a
/// patch, a replacement or a file that finds nothing.
/// </summary>
internal static class Kustomization
{
    private static readonly string[] Known =
        ["apiVersion", "kind", "namespace", "resources", "components", "patches", "configMapGenerator", "secretGenerator", "replacements", "images"];

    /// <param name="folder">Of k8s.</param>
    public static IReadOnlyList<Resource> Build(params string[] folder) => Build([], Some.RepositoryPath(["k8s", .. folder]));

    private static List<Resource> Build(List<Resource> resources, string folder)
    {
        var file = Yaml.Parse(File.ReadAllText(Path.Combine(folder, "kustomization.yaml"))).Single().AsObject();
        Assert.All(file, entry => Assert.Contains(entry.Key, Known));
        foreach (string path in Texts(file, "resources").Select(name => Path.GetFullPath(Path.Combine(folder, name))))
        {
            resources.AddRange(Directory.Exists(path) ? Build([], path) : Yaml.Parse(File.ReadAllText(path)).Select(json => new Resource(json.AsObject())));
        }

        resources.AddRange(Objects(file, "configMapGenerator").Select(generator => Generate(generator, "ConfigMap", folder)));
        resources.AddRange(Objects(file, "secretGenerator").Select(generator => Generate(generator, "Secret", folder)));
        foreach (string component in Texts(file, "components"))
        {
            resources = Build(resources, Path.GetFullPath(Path.Combine(folder, component)));
        }

        foreach (var patch in Objects(file, "patches"))
        {
            resources = Apply(resources, patch, folder);
        }

        Objects(file, "replacements").ToList().ForEach(replacement => Replace(resources, replacement));
        Objects(file, "images").ToList().ForEach(image => SetImage(resources, image));
        Assert.Equal(resources.Count, resources.DistinctBy(resource => (resource.Kind, resource.Name)).Count());
        return resources;
    }

    private static List<Resource> Apply(List<Resource> resources, JsonObject patch, string folder)
    {
        string text = (string?)patch["patch"] ?? File.ReadAllText(Path.Combine(folder, (string)patch["path"]!));
        var parsed = Yaml.Parse(text).Single();
        var target = patch["target"]?.AsObject() ?? parsed.AsObject();
        string kind = (string)target["kind"]!;
        string name = (string)(target["name"] ?? target["metadata"]!["name"])!;
        var resource = Assert.Single(resources, resource => resource.Kind == kind && resource.Name == name);
        if (parsed is JsonArray operations)
        {
            operations.ToList().ForEach(operation => Merge.Json(resource.Json, operation!.AsObject()));
            return resources;
        }

        return (string?)parsed["$patch"] == "delete"
            ? [.. resources.Where(each => each != resource)]
            : [.. resources.Select(each => each == resource ? new Resource(Merge.Strategic(resource.Json, parsed)!.AsObject()) : each)];
    }

    private static Resource Generate(JsonObject generator, string kind, string folder)
    {
        var values = Texts(generator, "literals").Select(literal => literal.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], (JsonNode?)pair[1]))
            .Concat(Texts(generator, "files").Select(name => KeyValuePair.Create(name, (JsonNode?)File.ReadAllText(Path.Combine(folder, name)))));

        // Without this the name gets a hash, and nothing here refers to such a name.
        Assert.True((bool?)generator["options"]?["disableNameSuffixHash"]);
        return new Resource(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = kind,
            ["metadata"] = new JsonObject { ["name"] = (string)generator["name"]!, ["labels"] = generator["options"]!["labels"]?.DeepClone() },
            [kind == "Secret" ? "stringData" : "data"] = new JsonObject(values),
        });
    }

    private static void Replace(List<Resource> resources, JsonObject replacement)
    {
        var source = replacement["source"]!.AsObject();
        var from = Assert.Single(resources, resource => resource.Kind == (string)source["kind"]! && resource.Name == (string)source["name"]!);
        string value = (string)((string)source["fieldPath"]!).Split('.').Aggregate((JsonNode)from.Json, (node, step) => node[step]!)!;
        foreach (var target in Objects(replacement, "targets"))
        {
            var found = resources.Where(resource => resource.Kind == (string)target["select"]!["kind"]!).ToList();
            Assert.NotEmpty(found);
            Assert.All(found, resource => Assert.All(Texts(target, "fieldPaths"), path => Set(resource.Json, path.Split('.'), value)));
        }
    }

    /// <summary>A star stands for every item of a list.</summary>
    private static void Set(JsonNode node, ReadOnlySpan<string> path, string value)
    {
        if (path is ["*", ..])
        {
            foreach (var item in node.AsArray())
            {
                Set(item!, path[1..], value);
            }
        }
        else if (path is [var last])
        {
            Assert.NotNull(node[last]);
            node[last] = value;
        }
        else
        {
            Set(node[path[0]]!, path[1..], value);
        }
    }

    private static void SetImage(List<Resource> resources, JsonObject image)
    {
        string name = (string)image["name"]!;
        foreach (var container in resources.Select(resource => resource.PodTemplate).OfType<JsonObject>().SelectMany(pod => pod["spec"]!["containers"]!.AsArray()))
        {
            if (((string)container!["image"]!).Split(':')[0] == name)
            {
                container["image"] = $"{(string?)image["newName"] ?? name}:{(string)image["newTag"]!}";
            }
        }
    }

    private static IEnumerable<string> Texts(JsonObject from, string name) => from[name]?.AsArray().Select(item => (string)item!) ?? [];

    private static IEnumerable<JsonObject> Objects(JsonObject from, string name) => from[name]?.AsArray().Select(item => item!.AsObject()) ?? [];
}
