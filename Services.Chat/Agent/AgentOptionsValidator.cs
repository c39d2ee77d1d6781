using Microsoft.Extensions.Options;

namespace Nanobot.Services.Chat.Agent;

/// <summary>Names every impossible value of section <c>Agent</c> at once.</summary>
internal sealed class AgentOptionsValidator : IValidateOptions<AgentOptions>
{
    public ValidateOptionsResult Validate(string? name, AgentOptions options)
    {
        (bool Holds, string Message)[] rules =
        [
            (options.MaximumIterations is >= 1 and <= 200, "Agent:MaximumIterations must be from 1 to 200."),
            (options.ReplyTokens is >= 64 and <= 131_072, "Agent:ReplyTokens must be from 64 to 131072."),
            (options.ContextWindow is >= 4096 and <= 2_000_000, "Agent:ContextWindow must be from 4096 to 2000000."),
            (options.ReplyTokens < options.ContextWindow, "Agent:ReplyTokens must be less than Agent:ContextWindow."),
            (options.ToolResultCharacters is >= 1000 and <= 200_000, "Agent:ToolResultCharacters must be from 1000 to 200000."),
            (options.ToolTimeout >= TimeSpan.FromSeconds(1) && options.ToolTimeout <= TimeSpan.FromMinutes(10), "Agent:ToolTimeout must be from 00:00:01 to 00:10:00."),
            (options.TurnTimeout >= TimeSpan.FromSeconds(1) && options.TurnTimeout <= TimeSpan.FromHours(1), "Agent:TurnTimeout must be from 00:00:01 to 01:00:00."),
            (options.SessionLease >= TimeSpan.FromSeconds(1) && options.SessionLease <= TimeSpan.FromMinutes(10), "Agent:SessionLease must be from 00:00:01 to 00:10:00."),
        ];
        var errors = rules.Where(static rule => !rule.Holds).Select(static rule => rule.Message).ToList();
        return errors.Count > 0 ? ValidateOptionsResult.Fail(errors) : ValidateOptionsResult.Success;
    }
}
