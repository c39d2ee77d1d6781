using System.Text.Json;
using Nanobot.Platform.Core.Wire;

namespace Nanobot.Services.Scheduler.Webhooks;

/// <summary>What an address is told: a message of Standard Webhooks.</summary>
/// <param name="Type">What has happened.</param>
/// <param name="Timestamp">When.</param>
/// <param name="Data">Of what.</param>
internal sealed record WebhookMessage(string Type, DateTimeOffset Timestamp, WebhookData Data)
{
    /// <summary>A run of a job is due, and has been made.</summary>
    public const string JobFired = "job.fired";

    /// <summary>The octets that are signed and sent: the same in all tries of a job that nobody changed.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json.Wire);
}
