namespace Nanobot.Platform.Ai.OpenAi.Reading;

/// <summary>What is known of an answer once it has come to its end, its words aside.</summary>
/// <param name="Model">The model that answered, as the server names it.</param>
/// <param name="Calls">The tools that it calls.</param>
/// <param name="Reason">Why it ended, in OpenAI's words.</param>
/// <param name="Usage">Tokens read and written, or null where the server did not count.</param>
/// <param name="Thought">How much of the beginning of its words was thought, as its end has shown.</param>
internal sealed record CompleteAnswer(
    string Model, IReadOnlyList<ServerCall> Calls, string Reason, (long Prompt, long Completion)? Usage, int Thought);
