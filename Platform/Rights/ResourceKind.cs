namespace Nanobot.Platform.Rights;

/// <summary>The kinds of resources, each as it stands in front of the name: <c>tool:web_fetch</c>.</summary>
public static class ResourceKind
{
    /// <summary>An operation of the suite.</summary>
    public const string Method = "method";

    /// <summary>A tool of the assistant.</summary>
    public const string Tool = "tool";

    /// <summary>A language model, by the id that is asked for.</summary>
    public const string Model = "model";

    /// <summary>A type of reports.</summary>
    public const string Report = "report";

    /// <summary>What a job tells, by the host that is told.</summary>
    public const string Webhook = "webhook";
}
