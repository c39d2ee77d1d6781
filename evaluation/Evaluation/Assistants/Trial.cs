using Microsoft.Extensions.AI;

namespace Nanobot.Evaluation.Assistants;

/// <summary>What an assistant did for a message.</summary>
/// <param name="Response">What it said, the tools that it called, and what they returned.</param>
/// <param name="Evidence">All that it was told and read.</param>
internal sealed record Trial(ChatResponse Response, string Evidence)
{
    /// <summary>Its last words.</summary>
    public string Answer => Transcript.AnswerOf(Response);
}
