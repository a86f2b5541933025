using System.Text.Json.Nodes;
using k8s;

namespace DocExtract.Tests.Deployment.Kustomize;

internal static class JsonTypes
{
    /// <summary>A part of a resource as its type; a field that the type does not know fails.</summary>
    public static T Deserialise<T>(this JsonObject json) => KubernetesYaml.Deserialize<T>(json.ToJsonString(), strict: true);
}
