namespace Nanobot.Platform.Ai.Offline;

/// <summary>
/// What the offline model knows of one tool: by which words a user wants it, and how its result is put in words. Modules
/// register theirs beside their tools; the model uses a skill only while its tool is on offer.
/// </summary>
/// <param name="Tool">Name of the tool.</param>
public sealed record OfflineToolSkill(string Tool)
{
    /// <summary>
    /// How much a request has to say for it to be meant; the higher is tried first, of equal ones the one registered
    /// first.
    /// </summary>
    public int Specificity { get; init; }

    /// <summary>Requests to show as examples, Chinese and English; none for a tool that is reached through another one.</summary>
    public IReadOnlyList<(string Zh, string En)> Examples { get; init; } = [];

    /// <summary>Whether its tool has an effect: then a request that only talks of it is not meant.</summary>
    public bool Acts { get; init; }

    /// <summary>What to ask back, Chinese and English, where a request is meant for the tool but cannot be carried out; else null.</summary>
    public Func<string, (string Zh, string En)?> Ask { get; init; } = static _ => null;

    /// <summary>The tool's arguments, where the request asks for it; otherwise null.</summary>
    public Func<string, Dictionary<string, object?>?> Recognise { get; init; } = static _ => null;

    /// <summary>The call that a request still needs after a result of this tool, or null where the result answers it.</summary>
    public Func<string, OfflineResult, OfflineCall?> Next { get; init; } = static (_, _) => null;

    /// <summary>Words for a result, or null where its form is unknown: then it is shown as it is.</summary>
    public Func<OfflineResult, string?> Tell { get; init; } = static _ => null;
}
