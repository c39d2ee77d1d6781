using Nanobot.Contracts.Models;
using Nanobot.Platform.Ai.Counting;

namespace Nanobot.Platform.Metering.Calls;

/// <summary>A call that somebody wants to make.</summary>
/// <param name="Model">The model, by name.</param>
/// <param name="Prompt">What it is sent.</param>
/// <param name="MostOutput">The longest answer that is wanted, in tokens; 0 for a model that writes none.</param>
/// <param name="IsStreamed">Whether the answer is given out as it comes.</param>
internal sealed record CallWish(string Model, PromptEstimate Prompt, long MostOutput, bool IsStreamed)
{
    /// <summary>Where somebody has brought the model: that one. It costs what its owner says, and is called as its owner calls it, whatever its server says.</summary>
    public OwnModel? Own { get; init; }

    /// <summary>Whether the model answers in words. Of one that does not nobody hears anything before its end, by when it has read it all.</summary>
    public bool IsAnswered => MostOutput > 0;
}
