namespace Nanobot.Services.Chat.Agent;

/// <summary>What a sub-agent is held to beyond what holds for the turn that had it made.</summary>
/// <param name="MayCall">Whether it may call the tool of that name.</param>
/// <param name="IsShown">Whether a text stands in the words of the user, or in a page of the web, that the turn was shown. The sub-agent's own task is words of a model.</param>
/// <param name="MostRounds">Most rounds of tool calls.</param>
/// <param name="MostTokens">Tokens after which it is not let call the model again.</param>
/// <param name="Keys">What the keys of its calls begin with: other ones than the turn's.</param>
internal sealed record SubAgentBounds(Func<string, bool> MayCall, Func<string, bool> IsShown, int MostRounds, long MostTokens, string Keys);
