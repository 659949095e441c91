import { forwardRef, type KeyboardEvent } from "react";

/** What a question may have at most; the server says the same. */
const MOST_LETTERS = 4_000;

interface QuestionFieldProps {
  id: string;
  value: string;
  placeholder?: string;
  onChange: (value: string) => void;
  onSend: () => void;
}

/** Enter sends, Shift-Enter makes a line; while a person composes a letter (as in Japanese) Enter belongs to that. */
export const QuestionField = forwardRef<HTMLTextAreaElement, QuestionFieldProps>(function QuestionField({ id, value, placeholder, onChange, onSend }, ref) {
  function send(event: KeyboardEvent) {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onSend();
  }
  return <textarea ref={ref} id={id} rows={1} value={value} maxLength={MOST_LETTERS} placeholder={placeholder} onChange={(event) => onChange(event.target.value)} onKeyDown={send} enterKeyHint="send" />;
});
