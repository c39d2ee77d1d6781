using Microsoft.Extensions.Options;

namespace Nanobot.Services.Chat.Tools.AgentSpawn;

/// <summary>Names every impossible value of section <c>Spawn</c> at once.</summary>
internal sealed class SpawnOptionsValidator : IValidateOptions<SpawnOptions>
{
    public ValidateOptionsResult Validate(string? name, SpawnOptions options)
    {
        (bool Holds, string Message)[] rules =
        [
            (options.MaximumIterations is >= 1 and <= 100, "Spawn:MaximumIterations must be from 1 to 100."),
            (options.Tokens is >= 1000 and <= 1_000_000, "Spawn:Tokens must be from 1000 to 1000000."),
            (options.Timeout >= TimeSpan.FromSeconds(1) && options.Timeout <= TimeSpan.FromMinutes(10), "Spawn:Timeout must be from 00:00:01 to 00:10:00."),
            (options.MostOfTenant is >= 1 and <= 1000, "Spawn:MostOfTenant must be from 1 to 1000."),
        ];
        var errors = rules.Where(static rule => !rule.Holds).Select(static rule => rule.Message).ToList();
        return errors.Count > 0 ? ValidateOptionsResult.Fail(errors) : ValidateOptionsResult.Success;
    }
}
