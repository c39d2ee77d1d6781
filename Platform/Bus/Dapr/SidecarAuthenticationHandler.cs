using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Platform.Bus.Dapr;

/// <summary>
/// Accepts a call of the sidecar by the header <c>dapr-api-token</c>. In place of the SDK's handler, which compares the
/// token character by character.
/// </summary>
internal sealed class SidecarAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    SidecarToken token) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "DaprSidecar";
    private const string Header = "dapr-api-token";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var presented = Request.Headers[Header];
        if (presented is not [{ } only] || !token.Is(only))
        {
            return Task.FromResult(AuthenticateResult.Fail("The sidecar's token is missing or not valid."));
        }

        var identity = new ClaimsIdentity(SchemeName);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        Refusals.AuthenticationRequired.WriteAsync(Context);
}
