using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Nanobot.Platform.Core.Configuration;
using Nanobot.ServiceDefaults.Http.Answers;

namespace Nanobot.Services.Gateway.Browsers;

/// <summary>
/// Lets pages of configured origins use the API (CORS). A page sends its credential in a header of its own; no cookie is one, so that
/// nothing is allowed that a browser would add by itself.
/// </summary>
internal static class BrowserOrigins
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];
    private static readonly string[] Exposed = [HeaderNames.ETag, HeaderNames.RetryAfter, HeaderNames.Location];

    public static void AddBrowserOrigins(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<BrowserOptions, BrowserOptionsValidator>(BrowserOptions.Section);
        builder.Services.AddCors();
        builder.Services.AddOptions<CorsOptions>().Configure<IOptions<BrowserOptions>>(static (cors, browsers) =>
            cors.AddDefaultPolicy(Policy(browsers.Value)));
        builder.Services.AddOptions<AnswerHeadersOptions>().Configure<IOptions<BrowserOptions>>(static (answers, browsers) =>
        {
            if (browsers.Value.Origins.Count > 0)
            {
                answers.Everywhere.Add(HeaderNames.Origin);
            }
        });
    }

    /// <summary>Answers preflights, before anything asks for a credential, which they never carry. Without any origin there is no such thing.</summary>
    public static void UseBrowserOrigins(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<BrowserOptions>>().Value.Origins.Count > 0)
        {
            app.UseCors();
        }
    }

    private static CorsPolicy Policy(BrowserOptions options) => new CorsPolicyBuilder()
        .WithOrigins([.. options.Origins])
        .WithMethods(Methods)
        .AllowAnyHeader()
        .WithExposedHeaders(Exposed)
        .SetPreflightMaxAge(options.MaxAge)
        .Build();
}
