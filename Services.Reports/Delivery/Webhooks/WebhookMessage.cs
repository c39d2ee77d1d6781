using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Nanobot.Platform.Core.Wire;

namespace Nanobot.Services.Reports.Delivery.Webhooks;

/// <summary>What an address is told: a message of Standard Webhooks.</summary>
/// <param name="Type">report.completed, report.failed or alert.fired.</param>
/// <param name="Timestamp">When.</param>
/// <param name="Data">Of what.</param>
internal sealed record WebhookMessage(string Type, DateTimeOffset Timestamp, WebhookMessage.Subject Data)
{
    /// <summary>The most octets of a report that go along.</summary>
    public const int LargestContent = 256 * 1024;

    /// <summary>The octets that are signed and sent: the same in all tries, while nobody asks for other content.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json.Wire);

    /// <summary>The same, with its content where that is not too large.</summary>
    public WebhookMessage With(string mediaType, string content) => Encoding.UTF8.GetByteCount(content) <= LargestContent
        ? this with { Data = Data with { ContentType = mediaType, Content = content } }
        : this with { Data = Data with { ContentOmitted = "TOO_LARGE" } };

    /// <summary>What it is about. What is not there is left out.</summary>
    /// <param name="TenantId">The tenant.</param>
    /// <param name="UserId">The user.</param>
    /// <param name="ReportId">The report.</param>
    /// <param name="AlertId">The firing of an alert.</param>
    /// <param name="ReportType">Of a report: its type.</param>
    /// <param name="Status">Of a report: completed or failed.</param>
    /// <param name="Title">What it is, in one line.</param>
    /// <param name="Link">Where it is read.</param>
    /// <param name="ErrorMessage">Why a report failed.</param>
    /// <param name="ContentType">The kind of the content.</param>
    /// <param name="Content">What the report or the alert says, where its user wants that along.</param>
    /// <param name="ContentOmitted">Why the content is not there, where it is wanted.</param>
    internal sealed record Subject(
        string TenantId, string UserId,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? ReportId,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? AlertId,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ReportType,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Status,
        string Title, string Link,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ErrorMessage,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ContentType = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Content = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ContentOmitted = null);
}
