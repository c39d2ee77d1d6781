using System.Globalization;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Tenants.Models;

/// <summary>What is refused of models.</summary>
internal static class ModelRefusals
{
    /// <summary>Most models of a tenant, and of a user.</summary>
    public const int Most = 20;

    public static Refusal NotFound { get; } = Refusals.NotFound("MODEL_NOT_FOUND", "model");

    public static Refusal TooMany { get; } = Refusals.Conflict("MODEL_LIMIT", string.Create(CultureInfo.InvariantCulture, $"A tenant, and a user, has at most {Most} models."));

    public static Refusal NotSetUp { get; } = Refusals.Conflict("SECRETS_NOT_SET_UP", "This installation has no key by which it could keep a model's key (Secrets:Keys).");
}
