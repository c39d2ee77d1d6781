using Microsoft.Extensions.Options;

namespace Nanobot.Services.Gateway.Credentials.Jwt;

/// <summary>Stops the start without a usable secret.</summary>
internal sealed class TokenOptionsValidator : IValidateOptions<TokenOptions>
{
    private const int MinimumLength = 22;

    public ValidateOptionsResult Validate(string? name, TokenOptions options) => options.SigningKey.Length >= MinimumLength
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"Tokens:SigningKey must be set to a random text of at least {MinimumLength} characters.");
}
