namespace Nanobot.ServiceDefaults.Http.Answers;

/// <summary>What answers depend on. Set by a module's pipeline, not by configuration.</summary>
public sealed class AnswerHeadersOptions
{
    /// <summary>The headers that a credential may come in, for <c>Vary</c>.</summary>
    public IList<string> Credentials { get; } = [];

    /// <summary>Further request headers that shape every answer, whoever asks.</summary>
    public IList<string> Everywhere { get; } = [];

    /// <summary>Headers that stand between the modules only, taken out of what a module behind this one says that its answer varies by.</summary>
    public IList<string> Inner { get; } = [];

    /// <summary>Whether refusals carry their code in a header, for the gateway in front, which audits them.</summary>
    public bool TellsRefusals { get; set; }
}
