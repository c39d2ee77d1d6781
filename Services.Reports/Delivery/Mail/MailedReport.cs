using Nanobot.Services.Reports.Evidence;

namespace Nanobot.Services.Reports.Delivery.Mail;

/// <summary>Something that a mail tells of.</summary>
/// <param name="Subject">What it is.</param>
/// <param name="Evidence">What a report rests on; null where that is not known, or not wanted.</param>
/// <param name="Pdf">It as it is printed; null for none.</param>
internal sealed record MailedReport(DeliverySubject Subject, EvidenceSnapshot? Evidence, byte[]? Pdf = null);
