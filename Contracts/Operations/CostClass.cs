namespace Nanobot.Contracts.Operations;

/// <summary>What an operation takes, by its dearest part.</summary>
public enum CostClass
{
    /// <summary>Reads, and changes nothing.</summary>
    Read,

    /// <summary>Writes rows.</summary>
    Write,

    /// <summary>Asks the language model while the caller waits.</summary>
    Model,

    /// <summary>Has a report made: evidence from outside and the language model, in the background.</summary>
    Report,
}
