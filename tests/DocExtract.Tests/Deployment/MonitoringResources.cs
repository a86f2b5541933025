using k8s.Models;

namespace DocExtract.Tests.Deployment;

// The fields of the Prometheus Operator's and External Secrets' resources that are used here; parsed strictly, so that any other field fails.

internal sealed record ServiceMonitor
{
    public string ApiVersion { get; init; } = "";

    public string Kind { get; init; } = "";

    public V1ObjectMeta Metadata { get; init; } = new();

    public ServiceMonitorSpec Spec { get; init; } = new();
}

internal sealed record ServiceMonitorSpec
{
    public V1LabelSelector Selector { get; init; } = new();

    public List<MonitoredEndpoint> Endpoints { get; init; } = [];
}

internal sealed record MonitoredEndpoint
{
    public string Port { get; init; } = "";

    public string Path { get; init; } = "";

    public string Interval { get; init; } = "";
}

internal sealed record PodMonitor
{
    public string ApiVersion { get; init; } = "";

    public string Kind { get; init; } = "";

    public V1ObjectMeta Metadata { get; init; } = new();

    public PodMonitorSpec Spec { get; init; } = new();
}

internal sealed record PodMonitorSpec
{
    public NamedNamespaces NamespaceSelector { get; init; } = new();

    public V1LabelSelector Selector { get; init; } = new();

    public List<MonitoredPods> PodMetricsEndpoints { get; init; } = [];
}

internal sealed record NamedNamespaces
{
    public List<string> MatchNames { get; init; } = [];
}

internal sealed record MonitoredPods
{
    public string Path { get; init; } = "";

    public string Interval { get; init; } = "";

    public List<Relabeling> Relabelings { get; init; } = [];
}

internal sealed record Relabeling
{
    public List<string> SourceLabels { get; init; } = [];

    public string TargetLabel { get; init; } = "";

    public string Replacement { get; init; } = "";
}

internal sealed record PrometheusRule
{
    public string ApiVersion { get; init; } = "";

    public string Kind { get; init; } = "";

    public V1ObjectMeta Metadata { get; init; } = new();

    public PrometheusRuleSpec Spec { get; init; } = new();
}

internal sealed record PrometheusRuleSpec
{
    public List<AlertGroup> Groups { get; init; } = [];
}

internal sealed record AlertGroup
{
    public string Name { get; init; } = "";

    public List<Alert> Rules { get; init; } = [];
}

internal sealed record Alert
{
    [YamlDotNet.Serialization.YamlMember(Alias = "alert")]
    public string Name { get; init; } = "";

    public string Expr { get; init; } = "";

    public string? For { get; init; }

    public Dictionary<string, string> Labels { get; init; } = [];

    public Dictionary<string, string> Annotations { get; init; } = [];
}

internal sealed record SecretStore
{
    public string ApiVersion { get; init; } = "";

    public string Kind { get; init; } = "";

    public V1ObjectMeta Metadata { get; init; } = new();

    public SecretStoreSpec Spec { get; init; } = new();
}

internal sealed record SecretStoreSpec
{
    public SecretProvider Provider { get; init; } = new();
}

internal sealed record SecretProvider
{
    public AzureVault Azurekv { get; init; } = new();
}

internal sealed record AzureVault
{
    public string VaultUrl { get; init; } = "";

    public string AuthType { get; init; } = "";

    public NamedReference ServiceAccountRef { get; init; } = new();
}

internal sealed record ExternalSecret
{
    public string ApiVersion { get; init; } = "";

    public string Kind { get; init; } = "";

    public V1ObjectMeta Metadata { get; init; } = new();

    public ExternalSecretSpec Spec { get; init; } = new();
}

internal sealed record ExternalSecretSpec
{
    public string RefreshInterval { get; init; } = "";

    public KindReference SecretStoreRef { get; init; } = new();

    public NamedReference Target { get; init; } = new();

    public List<SecretEntry> Data { get; init; } = [];
}

internal sealed record KindReference
{
    public string Kind { get; init; } = "";

    public string Name { get; init; } = "";
}

internal sealed record SecretEntry
{
    public string SecretKey { get; init; } = "";

    public RemoteKey RemoteRef { get; init; } = new();
}

internal sealed record RemoteKey
{
    public string Key { get; init; } = "";
}
