using Microsoft.Extensions.AI;
using Nanobot.Contracts.Models;

namespace Nanobot.Platform.Ai;

/// <summary>A model that a tenant or a user has brought, as a call asks it. It goes along with the call's settings, and nobody keeps it.</summary>
/// <param name="model">The model.</param>
/// <param name="owner">Whose it is, so that no two have one.</param>
/// <param name="open">Opens what its server is told; null where it cannot be opened.</param>
public sealed class BroughtModel(OwnModel model, string owner, Func<OwnModelSecret?> open)
{
    private const string Key = "nanobot.brought_model";

    /// <summary>The model.</summary>
    public OwnModel Model => model;

    /// <summary>Whose it is.</summary>
    public string Owner => owner;

    /// <summary>The model that a call with these settings asks; null: one of the installation's.</summary>
    public static BroughtModel? Of(ChatOptions? settings) => settings?.AdditionalProperties?.GetValueOrDefault(Key) as BroughtModel;

    /// <summary>Its name.</summary>
    public override string ToString() => model.Id;

    /// <summary>What its server is told.</summary>
    /// <exception cref="ModelUnavailableException">It cannot be opened.</exception>
    internal OwnModelSecret Open() => open() ?? throw new ModelUnavailableException("its key cannot be opened here: put it again", isTransient: false);

    internal static void Put(ChatOptions settings, BroughtModel? brought)
    {
        settings.AdditionalProperties?.Remove(Key);
        if (brought is not null)
        {
            (settings.AdditionalProperties ??= [])[Key] = brought;
        }
    }
}
