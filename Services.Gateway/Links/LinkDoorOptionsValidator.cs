using Microsoft.Extensions.Options;

namespace Nanobot.Services.Gateway.Links;

/// <summary>Stops the start on an impossible value, naming the key.</summary>
internal sealed class LinkDoorOptionsValidator : IValidateOptions<LinkDoorOptions>
{
    public ValidateOptionsResult Validate(string? name, LinkDoorOptions options) =>
        options.PerMinute is >= 6 and <= 100_000 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail("Links:PerMinute must be from 6 to 100000.");
}
