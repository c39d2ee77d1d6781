using Nanobot.Platform.Policies.Conditions;

namespace Nanobot.Platform.Rights;

/// <summary>What somebody wants to use in a module.</summary>
/// <param name="Kind">One of <see cref="ResourceKind"/>.</param>
/// <param name="Name">Its name.</param>
public readonly record struct Use(string Kind, string Name)
{
    /// <summary>What has it used: one of <see cref="WorkOrigin"/>.</summary>
    public string Origin { get; init; } = WorkOrigin.Request;

    /// <summary>Who runs it, of a model; null where that is not known.</summary>
    public string? Provider { get; init; }

    /// <summary>Where the text may have come from that was read before, of a tool; null where that is not known.</summary>
    public string? Labels { get; init; }

    /// <summary>The same whole: <c>tool:web_fetch</c>.</summary>
    public string Resource => $"{Kind}:{Name}";
}
