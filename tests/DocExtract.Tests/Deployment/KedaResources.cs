using k8s.Models;

namespace DocExtract.Tests.Deployment;

// The fields of KEDA's resources that are used here, as its resource definitions name them; parsed strictly, so that any other field fails.

internal sealed record ScaledObject
{
    public string ApiVersion { get; init; } = "";

    public string Kind { get; init; } = "";

    public V1ObjectMeta Metadata { get; init; } = new();

    public ScaledObjectSpec Spec { get; init; } = new();
}

internal sealed record ScaledObjectSpec
{
    public NamedReference ScaleTargetRef { get; init; } = new();

    public int PollingInterval { get; init; }

    public int CooldownPeriod { get; init; }

    public int MinReplicaCount { get; init; }

    public int MaxReplicaCount { get; init; }

    public Fallback Fallback { get; init; } = new();

    public Advanced Advanced { get; init; } = new();

    public List<Trigger> Triggers { get; init; } = [];
}

internal sealed record NamedReference
{
    public string Name { get; init; } = "";
}

internal sealed record Fallback
{
    public int FailureThreshold { get; init; }

    public int Replicas { get; init; }
}

internal sealed record Advanced
{
    public AutoscalerConfig HorizontalPodAutoscalerConfig { get; init; } = new();
}

internal sealed record AutoscalerConfig
{
    public V2HorizontalPodAutoscalerBehavior Behavior { get; init; } = new();
}

internal sealed record Trigger
{
    public string Type { get; init; } = "";

    public Dictionary<string, string> Metadata { get; init; } = [];

    public NamedReference AuthenticationRef { get; init; } = new();
}

internal sealed record TriggerAuthentication
{
    public string ApiVersion { get; init; } = "";

    public string Kind { get; init; } = "";

    public V1ObjectMeta Metadata { get; init; } = new();

    public TriggerAuthenticationSpec Spec { get; init; } = new();
}

internal sealed record TriggerAuthenticationSpec
{
    public PodIdentity PodIdentity { get; init; } = new();
}

internal sealed record PodIdentity
{
    public string Provider { get; init; } = "";

    public string? IdentityId { get; init; }
}

internal sealed record ScaledJob
{
    public string ApiVersion { get; init; } = "";

    public string Kind { get; init; } = "";

    public V1ObjectMeta Metadata { get; init; } = new();

    public ScaledJobSpec Spec { get; init; } = new();
}

internal sealed record ScaledJobSpec
{
    public int PollingInterval { get; init; }

    public int MaxReplicaCount { get; init; }

    public int SuccessfulJobsHistoryLimit { get; init; }

    public int FailedJobsHistoryLimit { get; init; }

    public StrategyName Rollout { get; init; } = new();

    public StrategyName ScalingStrategy { get; init; } = new();

    public List<Trigger> Triggers { get; init; } = [];

    public V1JobSpec JobTargetRef { get; init; } = new();
}

internal sealed record StrategyName
{
    public string Strategy { get; init; } = "";
}
