ALTER TABLE "stored_files" DROP CONSTRAINT "stored_files_document_id_documents_id_fk";
--> statement-breakpoint
DROP INDEX "stored_files_document";--> statement-breakpoint
ALTER TABLE "stored_files" DROP COLUMN "document_id";