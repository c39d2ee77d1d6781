using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.AspNetCore.Http;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy;

namespace Nanobot.ServiceDefaults.Authentication;

/// <summary>Accepts the signed tenant context and nothing else; a bare tenant header is refused.</summary>
internal sealed class TenantContextAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    TenantContextCodec codec) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "TenantContext";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var envelopes = Request.Headers[TenantHeaders.Context];
        if (envelopes.Count == 0)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        if (envelopes.Count != 1 || codec.VerifyCall(envelopes[0]) is not { } context
            || Contradicts(TenantHeaders.TenantId, context.TenantId) || Contradicts(TenantHeaders.UserId, context.UserId))
        {
            return Task.FromResult(AuthenticateResult.Fail("The tenant context is not valid."));
        }

        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Role, context.Role)], SchemeName);
        Context.Features.Set(context.From(ForwardedAddress.Of(Request)));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        Refusals.AuthenticationRequired.WriteAsync(Context);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        AccessRefusals.Needs(Context.GetEndpoint()?.Metadata.GetMetadata<Operation>()?.Access ?? Access.Gateway).WriteAsync(Context);

    private bool Contradicts(string header, string? expected) =>
        Request.Headers.TryGetValue(header, out var values) && (values.Count != 1 || values[0] != expected);
}
