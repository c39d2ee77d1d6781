using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Bus.Dapr;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Policies.Limits;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Features.SendMessage;
using Nanobot.Services.Chat.Workspaces;
using Nanobot.Services.Gateway.Credentials.Jwt.Forms;
using Nanobot.Services.Tenants.Features.CreateUser;
using Nanobot.Services.Tenants.Users;

namespace Nanobot.Architecture.Tests;

/// <summary>
/// The table of sizes and counts: what is accepted fits into everything that it passes later, so that it is refused where it
/// comes in, with its own reason, or not at all.
/// </summary>
public sealed class SizeTests
{
    // A character as \uXXXX in JSON, and as three percent-encoded octets in a path.
    private const int Escaped = 6;
    private const int Encoded = 9;

    // Of a character of 16 bits in UTF-8, at most.
    private const int Octets = 3;

    // A page is an object with a list of users, each an object with the custom data.
    private const int LevelsOfPage = 4;

    private static readonly KestrelServerLimits Server = new();

    private static readonly Size[] Table =
    [
        new("a request's body", Operation.DefaultLargestBody, "a user's initial data", Of("MaximumBytes", typeof(NewUser))),
        new("a request's body", Operation.DefaultLargestBody, "a message, each character escaped", Escaped * Of("MaximumMessage", typeof(SendMessageEndpoint))),
        new("a request's body", Operation.DefaultLargestBody, "a request's own words, escaped", Escaped * CustomPrompt.MaximumLength),
        new("an answer of another module", Of("MaximumBytes", typeof(WholeAnswerHandler)), "the longest page of users", Of("MaximumLimit", typeof(PageRequest)) * Of("MaximumBytes", typeof(NewUser))),
        new("an answer of another module", Of("MaximumBytes", typeof(WholeAnswerHandler)), "both sets that bind a tenant", 2 * Octets * PolicyLimits.SetLength),
        new("a request's body", Operation.DefaultLargestBody, "a policy as it is stored, escaped", Escaped * PolicyLimits.PolicyLength),
        new("levels that a reader of JSON takes", Json.Wire.MaxDepth == 0 ? 64 : Json.Wire.MaxDepth, "levels of a page of users", CustomData.MostLevels + LevelsOfPage),
        new("a request's first line", Server.MaxRequestLineSize, "a file's path, encoded", Encoded * WorkspacePath.MaximumLength),
        new("a request's headers", Server.MaxRequestHeadersTotalSize, "a token and a signed context", JwtText.MaximumLength + Of("MaximumLength", typeof(TenantContextCodec))),
        new("an event's envelope through a sidecar", Of("MaximumBytes", typeof(DaprRoutes)), "a request's body", Operation.DefaultLargestBody),
    ];

    [Fact]
    public void What_is_accepted_fits_into_all_that_it_passes()
    {
        Assert.NotEmpty(Table);
        Assert.Equal([], Table.Where(static one => !one.Holds).Select(static one => one.ToString()));
    }

    [Fact]
    public void A_size_that_does_not_fit_is_found() => Assert.False(new Size("a", 64, "b", 64).Holds);

    private static long Of(string name, Type type) => Convert.ToInt64(
        type.GetField(name, BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)?.GetValue(null)
            ?? throw new InvalidOperationException($"{type.Name} has no {name}."), CultureInfo.InvariantCulture);

    private sealed record Size(string Outer, long Takes, string Inner, long Most)
    {
        public bool Holds => Takes > Most;

        public override string ToString() => $"{Outer} takes {Takes}, {Inner} may have {Most}";
    }
}
