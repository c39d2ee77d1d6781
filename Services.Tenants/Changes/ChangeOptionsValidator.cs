using Microsoft.Extensions.Options;

namespace Nanobot.Services.Tenants.Changes;

/// <summary>Stops the start on an impossible margin, naming the key.</summary>
internal sealed class ChangeOptionsValidator : IValidateOptions<ChangeOptions>
{
    public ValidateOptionsResult Validate(string? name, ChangeOptions options) => options.Margin >= TimeSpan.Zero && options.Margin <= TimeSpan.FromSeconds(5)
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail("Changes:Margin must be between 0 and 5 seconds.");
}
