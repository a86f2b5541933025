using System.Text.Json.Nodes;

namespace DocExtract.Tests.Deployment.Kustomize;

/// <summary>One resource of a manifest.</summary>
internal sealed record Resource(JsonObject Json)
{
    public string Kind => (string)Json["kind"]!;

    public string Name => (string)Json["metadata"]!["name"]!;

    /// <summary>As its type; a field that the type does not know fails.</summary>
    public T As<T>() => Json.Deserialise<T>();

    /// <summary>Template of the pods that it makes; null where it makes none.</summary>
    public JsonObject? PodTemplate => (Kind switch
    {
        "Deployment" or "Job" => Json["spec"]!["template"],
        "ScaledJob" => Json["spec"]!["jobTargetRef"]!["template"],
        "CronJob" => Json["spec"]!["jobTemplate"]!["spec"]!["template"],
        _ => null,
    })?.AsObject();

    public override string ToString() => $"{Kind} {Name}";
}
